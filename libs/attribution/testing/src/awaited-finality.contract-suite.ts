import { expect, it } from '@jest/globals';
import type { AwaitedFinality, UnitOfWork } from '@whence/attribution-application';
import type { Attribution, ContactId, Instant } from '@whence/attribution-domain';

import { theWorkspace } from './application-world.js';
import { meetOne, onInstagram, type Runner } from './contract-suite-runner.js';
import { time } from './times.js';

const decided = (version: number, finalAt: Instant, conversationId: Attribution['conversationId']): Attribution => ({
  version,
  status: 'organic',
  credits: [],
  conversationId,
  openedAt: time('10:00'),
  finalAt,
  decidedAt: time('10:01'),
  because: 'evidence-arrived',
  flags: [],
});

/** What every queue of awaited finality must do; `make` gives one that holds nothing yet, and whose stores fill it. */
export const describeAwaitedFinality = (
  make: () => { readonly unitOfWork: UnitOfWork; readonly awaitedFinality: AwaitedFinality },
): void => {
  const start = () => {
    const { unitOfWork, awaitedFinality } = make();
    const run: Runner = (work) => unitOfWork.run(theWorkspace, work);
    const meetAndDecide = async (name: string, finalAt: Instant) => {
      const { contactId, conversationId } = await meetOne(run, onInstagram(name));
      const add = (version: number, at: Instant) =>
        run(({ decisions }) => decisions.add([{ contactId, attribution: decided(version, at, conversationId) }]));
      await add(1, finalAt);
      return { contactId, supersede: add };
    };
    const stopAwaiting = (...contactIds: readonly ContactId[]) =>
      run(({ decisions }) => decisions.stopAwaiting(contactIds));
    const at = async (now: Instant, limit = 9) =>
      (await awaitedFinality.at(now, limit)).map(({ contactId }) => contactId);
    return { awaitedFinality, meetAndDecide, stopAwaiting, at };
  };

  it('names contacts from their moment on, the longest past first, and at most so many', async () => {
    const { awaitedFinality, meetAndDecide, at } = start();
    const ana = await meetAndDecide('1', time('12:00'));
    const ben = await meetAndDecide('2', time('11:00'));
    expect(await at(time('11:00') - 1)).toEqual([]);
    expect(await at(time('12:00') - 1)).toEqual([ben.contactId]);
    expect(await awaitedFinality.at(time('12:00'), 9)).toEqual([
      { workspaceId: theWorkspace, contactId: ben.contactId },
      { workspaceId: theWorkspace, contactId: ana.contactId },
    ]);
    expect(await at(time('12:00'), 1)).toEqual([ben.contactId]);
  });

  it('goes by the moment of the newest decision', async () => {
    const { meetAndDecide, at } = start();
    const { contactId, supersede } = await meetAndDecide('1', time('12:00'));
    await supersede(2, time('13:00'));
    expect(await at(time('12:00'))).toEqual([]);
    expect(await at(time('13:00'))).toEqual([contactId]);
  });

  it('forgets a contact once, and for good', async () => {
    const { meetAndDecide, stopAwaiting, at } = start();
    const { contactId, supersede } = await meetAndDecide('1', time('12:00'));
    expect(await stopAwaiting(contactId)).toEqual(new Set([contactId]));
    expect(await stopAwaiting(contactId)).toEqual(new Set());
    await supersede(2, time('12:00'));
    expect(await at(time('23:00'))).toEqual([]);
  });
};
