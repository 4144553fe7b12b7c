import { eventTopics, type EventBody, type EventType } from '@whence/contracts-events';
import { newId } from '@whence/platform/crypto';
import { pageOf, Problem, type ListQuery, type Page } from '@whence/platform/http';
import { addToOutbox } from '@whence/platform/outbox';
import type { Transaction } from '@whence/platform/postgres';
import { In, MoreThan, type EntityManager, type FindOptionsWhere, type QueryDeepPartialEntity } from 'typeorm';

import { cursorAfter, idAfter } from './cursor.js';
import type { KeptRow, RowClass } from './kept-row.js';
import { couldBeId } from './looked-up-text.js';

/** The app that hosts the catalogue: the `source` of its events. */
const eventSource = '/whence/attribution';

type CatalogEventType = Extract<EventType, `whence.${string}.changed.v1`>;

/** The catalogue's rows of one workspace, inside one transaction. */
export class OwnRows {
  constructor(
    readonly workspaceId: string,
    /** The moment of this transaction. */
    readonly at: Date,
    readonly manager: EntityManager,
    private readonly tx: Transaction,
  ) {}

  /** The row of that id; throws `not-found` where this workspace has none, whoever else may. */
  async find<Row extends KeptRow>(rowClass: RowClass<Row>, id: string): Promise<Row> {
    return this.findOne(rowClass, id, false);
  }

  /**
   * The same row, locked until the end of the transaction, so that its revisions and their events follow one another.
   * Where the change was based on another revision than the row's, `conflict`.
   */
  async lock<Row extends KeptRow>(rowClass: RowClass<Row>, id: string, basedOn?: number): Promise<Row> {
    const row = await this.findOne(rowClass, id, true);
    if (basedOn === undefined || basedOn === row.revision) return row;
    throw new Problem('conflict', {
      detail: `The change is based on revision ${basedOn}; it is at ${row.revision} by now.`,
      errors: [{ path: 'revision', reason: `is ${row.revision} by now` }],
    });
  }

  /** The rows of these ids, in no order; ids that name nothing are left out. */
  async all<Row extends KeptRow>(rowClass: RowClass<Row>, ids: readonly string[]): Promise<Row[]> {
    if (ids.length === 0) return [];
    return this.manager.findBy(rowClass, this.own<Row>({ id: In([...new Set(ids)]) }));
  }

  /** One page in the order of ids, which is about the order they were made in. */
  async page<Row extends KeptRow>(rowClass: RowClass<Row>, { limit, cursor }: ListQuery): Promise<Page<Row>> {
    const rows = await this.manager.find(rowClass, {
      where: this.own<Row>(cursor === undefined ? {} : { id: MoreThan(idAfter(cursor)) }),
      order: { id: 'ASC' } as object,
      take: limit + 1,
    });
    return pageOf(rows, limit, (row) => cursorAfter(row.id));
  }

  async add<Row extends KeptRow>(
    rowClass: RowClass<Row>,
    prefix: string,
    fields: Omit<Row, keyof KeptRow>,
  ): Promise<Row> {
    const kept: KeptRow = {
      workspaceId: this.workspaceId,
      id: newId(prefix),
      revision: 1,
      createdAt: this.at,
      updatedAt: this.at,
    };
    const row = { ...fields, ...kept } as Row;
    await this.manager.insert(rowClass, row as QueryDeepPartialEntity<Row>);
    return row;
  }

  /** Writes what differs as the next revision; answers the row as it is then. */
  async revise<Row extends KeptRow>(rowClass: RowClass<Row>, row: Row, changes: Partial<Row>): Promise<Row> {
    const revised = { ...changes, revision: row.revision + 1, updatedAt: this.at };
    await this.manager.update(rowClass, this.own<Row>({ id: row.id }), revised as QueryDeepPartialEntity<Row>);
    return { ...row, ...revised };
  }

  /** Tells the other contexts, in this transaction. Call it after the row was written: its lock keeps events in order. */
  async announce<Type extends CatalogEventType>(type: Type, key: string, body: EventBody<Type>): Promise<void> {
    await addToOutbox(this.tx, 'catalog', [
      {
        id: newId('evt'),
        type,
        topic: eventTopics[type],
        key,
        source: eventSource,
        workspaceId: this.workspaceId,
        occurredAt: this.at,
        body,
      },
    ]);
  }

  private async findOne<Row extends KeptRow>(rowClass: RowClass<Row>, id: string, isLocked: boolean): Promise<Row> {
    const row = couldBeId(id)
      ? await this.manager.findOne(rowClass, {
          where: this.own<Row>({ id }),
          ...(isLocked ? { lock: { mode: 'pessimistic_write' } } : {}),
        })
      : null;
    if (row === null) throw new Problem('not-found');
    return row;
  }

  private own<Row extends KeptRow>(condition: object): FindOptionsWhere<Row> {
    return { ...condition, workspaceId: this.workspaceId } as FindOptionsWhere<Row>;
  }
}
