import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { GroupCommit, QueueClosed, QueueFull, type GroupCommitOptions } from './group-commit.js';

const contentFault = Object.assign(new Error('invalid byte sequence'), { code: '22021' });
const passingFault = Object.assign(new Error('deadlock detected'), { code: '40P01' });
const missingTable = Object.assign(new Error('relation does not exist'), { code: '42P01' });

/** A table that takes rows when it is told to, and refuses what it was told to refuse. */
class Table {
  readonly rows: string[] = [];
  readonly batches: number[] = [];
  fault: unknown;
  private readonly gates: (() => void)[] = [];
  isHeld = false;

  readonly write = async (items: readonly string[]): Promise<void> => {
    this.batches.push(items.length);
    if (this.isHeld) await new Promise<void>((resolve) => this.gates.push(resolve));
    if (this.fault !== undefined) throw this.fault as Error;
    if (items.some((item) => item.startsWith('poison'))) throw contentFault;
    this.rows.push(...items);
  };

  letGo(): void {
    this.isHeld = false;
    for (const open of this.gates.splice(0)) open();
  }
}

const setUp = (options: Partial<GroupCommitOptions<string>> = {}) => {
  const table = new Table();
  return { table, commits: new GroupCommit({ write: table.write, ...options }) };
};

const outcomes = async (adding: readonly Promise<void>[]) =>
  (await Promise.allSettled(adding)).map((outcome) =>
    outcome.status === 'fulfilled' ? 'stored' : (outcome.reason as Error).message,
  );

describe('items that come together', () => {
  it('are stored together: what comes during a transaction goes into the next, in its order', async () => {
    const { table, commits } = setUp();
    table.isHeld = true;
    const adding = ['a', 'b', 'c', 'd'].map((item) => commits.add(item));
    expect(commits.waiting).toBe(4);
    table.letGo();
    await Promise.all(adding);
    expect(table.batches).toEqual([1, 3]);
    expect(table.rows).toEqual(['a', 'b', 'c', 'd']);
    expect(commits.waiting).toBe(0);
  });

  it('wait for no timer: one that comes alone is stored alone, at once', async () => {
    const { table, commits } = setUp();
    await commits.add('a');
    await commits.add('b');
    expect(table.batches).toEqual([1, 1]);
  });

  it('are not taken for stored before their transaction has returned', async () => {
    const { table, commits } = setUp();
    table.isHeld = true;
    let isStored = false;
    const adding = commits.add('a').then(() => (isStored = true));
    await turn();
    expect(isStored).toBe(false);
    table.letGo();
    await adding;
  });

  it('share transactions of a bounded number of rows and bytes; one that is larger goes alone', async () => {
    const rows = setUp({ rowsMax: 3 });
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((item) => rows.commits.add(item)));
    expect(rows.table.batches).toEqual([1, 3, 3, 1]);
    const bytes = setUp({ bytesOf: (item) => item.length, bytesMax: 10 });
    await Promise.all(['first', 'fives', 'fives', 'x', 'longer than ten', 'y'].map((item) => bytes.commits.add(item)));
    expect(bytes.table.batches).toEqual([1, 2, 1, 1, 1]);
  });

  it('are refused when too many or too much waits, and are taken again when there is room', async () => {
    const { table, commits } = setUp({ waitingMax: 2, bytesOf: (item) => item.length, waitingBytesMax: 10 });
    table.isHeld = true;
    const adding = ['in flight', 'a', 'b'].map((item) => commits.add(item));
    await expect(commits.add('c')).rejects.toBeInstanceOf(QueueFull);
    table.letGo();
    await Promise.all(adding);
    table.isHeld = true;
    const more = ['in flight', '123456'].map((item) => commits.add(item));
    await expect(commits.add('78901')).rejects.toBeInstanceOf(QueueFull);
    table.letGo();
    await Promise.all(more);
    expect(table.rows).toEqual(['in flight', 'a', 'b', 'in flight', '123456']);
  });

  it('are stored without the poison among them, which is told its own error', async () => {
    const { table, commits } = setUp();
    table.isHeld = true;
    const adding = ['first', 'a', 'poison 1', 'b', 'c', 'poison 2', 'd'].map((item) => commits.add(item));
    table.letGo();
    expect(await outcomes(adding)).toEqual([
      'stored',
      'stored',
      'invalid byte sequence',
      'stored',
      'stored',
      'invalid byte sequence',
      'stored',
    ]);
    expect(table.rows).toEqual(['first', 'a', 'b', 'c', 'd']);
  });

  it('lose nobody to poison, wherever it stands and however much there is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (kinds, rowsMax) => {
          const { table, commits } = setUp({ rowsMax });
          const items = kinds.map((isPoison, index) => (isPoison ? `poison ${index}` : `good ${index}`));
          const told = await outcomes(items.map((item) => commits.add(item)));
          expect(table.rows).toEqual(items.filter((item) => item.startsWith('good')));
          expect(told).toEqual(kinds.map((isPoison) => (isPoison ? 'invalid byte sequence' : 'stored')));
        },
      ),
    );
  });

  it.each([
    ['a fault of the moment', passingFault],
    ['a table that is missing', missingTable],
  ])('are all told of %s, and nobody is tried alone for it', async (_, fault) => {
    const { table, commits } = setUp();
    table.isHeld = true;
    const adding = ['first', 'a', 'b', 'c'].map((item) => commits.add(item));
    table.fault = fault;
    table.letGo();
    expect(new Set(await outcomes(adding))).toEqual(new Set([fault.message]));
    expect(table.batches).toEqual([1, 3]);
    table.fault = undefined;
    await commits.add('later');
    expect(table.rows).toEqual(['later']);
  });

  it('are told of a fault that ends the search for poison, those not tried included', async () => {
    const { table, commits } = setUp();
    const write = table.write;
    let writes = 0;
    const breaking = new GroupCommit<string>({
      write: (items) => {
        writes += 1;
        return writes === 4 ? Promise.reject(passingFault) : write(items);
      },
    });
    table.isHeld = true;
    // Then all six; the first three without poison; the last three, which break.
    const adding = ['first', 'a', 'b', 'c', 'poison', 'd', 'e'].map((item) => breaking.add(item));
    table.letGo();
    expect(await outcomes(adding)).toEqual([
      ...Array<string>(4).fill('stored'),
      ...Array<string>(3).fill('deadlock detected'),
    ]);
    expect(commits.waiting).toBe(0);
  });

  it('are stored before the process stops, which takes no more', async () => {
    const { table, commits } = setUp();
    table.isHeld = true;
    const adding = ['a', 'b', 'c'].map((item) => commits.add(item));
    const closing = commits.close();
    await expect(commits.add('late')).rejects.toBeInstanceOf(QueueClosed);
    table.letGo();
    await closing;
    expect(await outcomes(adding)).toEqual(['stored', 'stored', 'stored']);
    expect(table.rows).toEqual(['a', 'b', 'c']);
  });
});
