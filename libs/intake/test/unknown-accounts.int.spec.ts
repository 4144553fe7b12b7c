import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutgoingEvent } from '@whence/platform/outbox';

import { WaitedForAccounts } from '../src/index.js';
import { brand, IntakeUnderTest, rival, until } from './intake-under-test.js';

const shopAccount = 'cha_01KAQ3ZV5N8T2M4R6P7S9W1X5B';

let events = 0;

const shopRegistered = (workspaceId: string): OutgoingEvent => ({
  id: `evt_${(events += 1)}`,
  type: 'whence.channel-account.changed.v1',
  topic: 'whence.catalog.v1',
  key: shopAccount,
  source: '/whence/attribution',
  workspaceId,
  occurredAt: new Date(),
  body: {
    workspaceId,
    revision: 1,
    channelAccount: {
      id: shopAccount,
      channel: 'instagram',
      handle: 'shop',
      externalIds: { metaId: '17841400000000777', zernioAccountId: 'shop' },
      status: 'active',
    },
  },
});

describe('a delivery for a channel account that nobody has registered', () => {
  let intake: IntakeUnderTest;

  beforeEach(async () => {
    intake = await IntakeUnderTest.make();
  });

  afterEach(() => intake.end());

  it('is kept aside with the account it waits for, and its other signals are recorded', async () => {
    await intake.deliver({ cards: ['a', 'b'].map((id) => ({ id, to: 'shop' })).concat({ id: 'c', to: 'brand' }) });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect([...intake.book.messages.keys()]).toEqual(['c']);
    expect(await intake.rows('SELECT path, reason, account_reference FROM intake.quarantine')).toEqual([
      { path: 'signals[0]', reason: 'unknown-channel-account', account_reference: 'zernioAccountId:shop' },
    ]);
    expect(await intake.backlog.of(brand)).toMatchObject({ inbox: 0, quarantined: 1 });
  });

  it('is worked again when the account is registered', async () => {
    await intake.deliver({ cards: [{ id: 'a', to: 'shop' }], advertising: ['status'] });
    const { replay } = intake.startWorker();
    await intake.untilInboxIsEmpty();
    intake.accounts.register(brand, 'shop', shopAccount);
    await replay.consume([shopRegistered(brand)]);
    await intake.untilInboxIsEmpty();
    expect(intake.book.messages.get('a')?.signals[0]?.channelAccountId).toBe(shopAccount);
    expect(await intake.backlog.of(brand)).toMatchObject({ inbox: 0, quarantined: 0 });
    expect(await intake.rows('SELECT count FROM intake.delivery_count')).toEqual([{ count: '1' }]);
  });

  it('is known by its reference and by how much waits for it, until it is registered', async () => {
    const waitedFor = new WaitedForAccounts(intake.database.database);
    await intake.deliver({
      cards: [
        { id: 'a', to: 'shop' },
        { id: 'b', to: 'branch' },
      ],
    });
    await intake.deliver({ cards: [{ id: 'c', to: 'shop' }] });
    const { replay } = intake.startWorker();
    await intake.untilInboxIsEmpty();
    expect(await waitedFor.of(brand)).toEqual([
      { reference: 'zernioAccountId:shop', parts: 2 },
      { reference: 'zernioAccountId:branch', parts: 1 },
    ]);
    expect(await waitedFor.of(rival)).toEqual([]);
    intake.accounts.register(brand, 'shop', shopAccount);
    await replay.consume([shopRegistered(brand)]);
    await intake.untilInboxIsEmpty();
    expect(await waitedFor.of(brand)).toEqual([{ reference: 'zernioAccountId:branch', parts: 1 }]);
  });

  it('is not woken by the same account of another workspace', async () => {
    await intake.deliver({ cards: [{ id: 'a', to: 'shop' }] });
    const { replay } = intake.startWorker();
    await intake.untilInboxIsEmpty();
    await replay.consume([shopRegistered(rival)]);
    expect(await intake.rows('SELECT state, claims FROM intake.inbox')).toEqual([{ state: 'quarantined', claims: 1 }]);
  });

  it('is not forgotten when the account is registered while it is being kept aside', async () => {
    await intake.deliver({ cards: [{ id: 'a', to: 'shop' }] });
    let lookUps = 0;
    // Registered, and announced to nobody who waits yet, right after the first look-up.
    intake.accounts.beforeAnswer = () => {
      lookUps += 1;
      if (lookUps === 1) intake.accounts.register(brand, 'shop', shopAccount);
      return Promise.resolve();
    };
    intake.startWorker();
    await until(async () => Promise.resolve(intake.book.messages.has('a')));
    await intake.untilInboxIsEmpty();
    expect(await intake.backlog.of(brand)).toMatchObject({ inbox: 0, quarantined: 0 });
  });

  it('is not forgotten when the announcement comes between the second look-up and the marking', async () => {
    await intake.deliver({ cards: [{ id: 'a', to: 'shop' }] });
    // The announcement reaches another process, so that this worker goes on undisturbed.
    const { replay } = intake.makeWorker();
    let lookUps = 0;
    intake.accounts.beforeAnswer = async () => {
      lookUps += 1;
      if (lookUps !== 2) return;
      intake.accounts.register(brand, 'shop', shopAccount);
      await replay.consume([shopRegistered(brand)]);
    };
    intake.startWorker();
    await until(async () => Promise.resolve(intake.book.messages.has('a')));
    await intake.untilInboxIsEmpty();
    expect(await intake.rows('SELECT state FROM intake.inbox')).toEqual([{ state: 'done' }]);
  });
});

describe('bodies of deliveries', () => {
  it('are erased after thirty days, but for those that are still to be worked', async () => {
    const intake = await IntakeUnderTest.make();
    await intake.deliver({ cards: [{ id: 'done', to: 'brand' }] });
    await intake.deliver({ cards: [{ id: 'waiting', to: 'shop' }] });
    intake.startWorker();
    await intake.untilInboxIsEmpty();
    await intake.stopWorkers();
    await intake.deliver({ cards: [{ id: 'pending', to: 'brand' }] }, rival);
    await intake.rows(`UPDATE intake.inbox SET next_attempt_at = now() + interval '1 hour' WHERE state = 'pending'`);

    intake.clock.passDays(29);
    intake.startWorker();
    await intake.stopWorkers();
    expect(await intake.rows('SELECT count(*)::int AS kept FROM intake.inbox WHERE body IS NOT NULL')).toEqual([
      { kept: 3 },
    ]);

    intake.clock.passDays(2);
    intake.startWorker();
    await intake.stopWorkers();
    expect(await intake.rows('SELECT state FROM intake.inbox WHERE body IS NOT NULL')).toEqual([{ state: 'pending' }]);
    expect(await intake.rows('SELECT resolution FROM intake.quarantine')).toEqual([{ resolution: 'erased' }]);
    expect(intake.failures).toEqual([]);
    await intake.end();
  });
});
