import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CatchUpUnderTest, zernioKey } from './catch-up-under-test.js';
import { iso, linkReferral, stored, webhookOf, wroteAt } from './stored-conversations.js';

describe('what Zernio’s webhooks did not bring', () => {
  let zernio: CatchUpUnderTest;
  beforeAll(async () => {
    zernio = await CatchUpUnderTest.make();
  });
  afterAll(() => zernio.end());

  const accountOf = (zernioAccountId: string) => {
    zernio.zernio.admit(`${zernioKey}_${zernioAccountId}`, zernioAccountId);
    return zernio.account(zernioAccountId, `${zernioKey}_${zernioAccountId}`);
  };

  it('is caught up with: the conversation is opened when it was, and its link credited', async () => {
    const account = await accountOf('acc_1');
    zernio.zernio.has(stored(account));
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toEqual({
      status: 'credited',
      match_type: 'ref_code',
      version: expect.any(Number),
      opened_at: new Date(wroteAt + 40),
    });
    expect(await zernio.touchesOf(account)).toHaveLength(1);
  });

  it('is stored once, however often it is found', async () => {
    const account = await accountOf('acc_2');
    zernio.zernio.has(stored(account));
    await zernio.catchUp();
    const stored1 = await zernio.deliveriesOf(account);
    expect(stored1).toBe(2);
    // As if the first time had never been written down.
    await zernio.rows(`UPDATE intake.catch_up SET caught_up_to = NULL`);
    await zernio.catchUp();
    expect(await zernio.deliveriesOf(account)).toBe(stored1);
  });

  it('merges with the webhook that comes after all, in either order', async () => {
    const [late, early] = [await accountOf('acc_3'), await accountOf('acc_4')];
    zernio.zernio.has(stored(late), stored(early));
    await zernio.deliver(early, webhookOf(stored(early), linkReferral));
    await zernio.catchUp();
    await zernio.deliver(late, webhookOf(stored(late), linkReferral));
    for (const account of [late, early]) {
      expect(await zernio.outcomeOf(account)).toMatchObject({
        status: 'credited',
        match_type: 'ref_code',
        opened_at: new Date(wroteAt),
      });
      expect(await zernio.touchesOf(account)).toHaveLength(1);
    }
  });

  it('changes nothing about whom a webhook told of whole: no version, and no second referral', async () => {
    const account = await accountOf('acc_5');
    zernio.zernio.has(stored(account));
    await zernio.deliver(account, webhookOf(stored(account), linkReferral));
    const before = [await zernio.outcomeOf(account), await zernio.touchesOf(account)];
    await zernio.catchUp();
    expect([await zernio.outcomeOf(account), await zernio.touchesOf(account)]).toEqual(before);
    expect(await zernio.deliveriesOf(account)).toBe(2);
  });

  it('gives a conversation the referral that its webhook lacked', async () => {
    const account = await accountOf('acc_6');
    zernio.zernio.has(stored(account));
    await zernio.deliver(account, webhookOf(stored(account), null));
    expect(await zernio.outcomeOf(account)).toMatchObject({ status: 'organic', version: 1 });
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toMatchObject({ status: 'credited', version: 2 });
  });

  it('does not take an organic opening from somebody whose referral was stored later', async () => {
    const account = await accountOf('acc_7');
    zernio.zernio.has(stored(account, { capturedMsLater: 60_000 }));
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toMatchObject({ status: 'organic' });
    expect(await zernio.touchesOf(account)).toHaveLength(1);
  });

  it('opens nothing where the person has not written', async () => {
    const account = await accountOf('acc_8');
    zernio.zernio.has(stored(account, { messages: [] }));
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toBeUndefined();
  });

  it('reaches back to the last time, and the first time three days', async () => {
    const account = await accountOf('acc_9');
    const old = Date.now() - 4 * 86_400_000;
    const before = { id: 'mid_before', message: 'Hello', senderId: '17849', direction: 'incoming' as const };
    const { messages } = stored(account);
    zernio.zernio.has(stored(account, { messages: [...messages, { ...before, createdAt: iso(old) }] }));
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toMatchObject({ opened_at: new Date(wroteAt + 40) });
    zernio.zernio.asked.length = 0;
    await zernio.catchUp();
    expect(zernio.zernio.asked.filter((path) => path.includes('acc_9'))).toEqual([
      '/api/v1/inbox/conversations?accountId=acc_9&sortOrder=desc&limit=25',
    ]);
  });

  it('is read page by page, the newest first', async () => {
    const account = await accountOf('acc_10');
    const many = Array.from({ length: 60 }, (_, place) =>
      stored(account, {
        id: `many_${place}`,
        participantId: `99${place}`,
        updatedTime: iso(wroteAt + place),
        messages: [],
      }),
    );
    zernio.zernio.has(...many);
    await zernio.catchUp();
    const pages = zernio.zernio.asked.filter((path) => path.includes('acc_10') && !path.includes('/messages'));
    expect(pages).toHaveLength(3);
    expect(await zernio.deliveriesOf(account)).toBe(60);
  });

  it('of an account that Zernio cannot ask keeps nobody else from it, and is not thought to be nothing', async () => {
    const [bad, good] = [await accountOf('acc_11'), await accountOf('acc_12')];
    zernio.zernio.breakAccount('acc_11');
    zernio.zernio.has(stored(bad), stored(good));
    await zernio.catchUp();
    expect(await zernio.outcomeOf(good)).toMatchObject({ status: 'credited' });
    const known = await zernio.rows(
      `SELECT caught_up_to FROM intake.catch_up WHERE account_reference = 'zernioAccountId:acc_11'`,
    );
    expect(known).toEqual([{ caught_up_to: null }]);
  });
});

describe('an account that nobody gave a key for', () => {
  it('is not asked about', async () => {
    const zernio = await CatchUpUnderTest.make();
    try {
      const account = await zernio.account('acc_1');
      zernio.zernio.has(stored(account));
      await zernio.catchUp();
      expect(zernio.zernio.asked).toEqual([]);
      expect(await zernio.outcomeOf(account)).toBeUndefined();
    } finally {
      await zernio.end();
    }
  });
});

describe('a process that is an edge only', () => {
  it('asks Zernio nothing', async () => {
    const zernio = await CatchUpUnderTest.make('edge');
    expect(zernio.catchesUp).toBe(false);
    await zernio.end();
  });
});

describe('Zernio’s limits and refusals', () => {
  let zernio: CatchUpUnderTest;
  beforeAll(async () => {
    zernio = await CatchUpUnderTest.make();
  });
  afterAll(() => zernio.end());

  it('are waited for as long as Zernio says, and then all is caught up with', async () => {
    zernio.zernio.admit(zernioKey, 'acc_1');
    const account = await zernio.account('acc_1', zernioKey);
    zernio.zernio.has(stored(account));
    zernio.zernio.limitNext(1, 120);
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toBeUndefined();
    const [{ waits } = { waits: 0 }] = await zernio.rows<{ waits: number }>(
      'SELECT extract(epoch FROM due_at - now())::integer AS waits FROM intake.catch_up',
    );
    expect(waits).toBeGreaterThan(110);
    expect(waits).toBeLessThanOrEqual(120);
    zernio.zernio.asked.length = 0;
    await zernio.lookOnly();
    expect(zernio.zernio.asked).toEqual([]);
    await zernio.catchUp();
    expect(await zernio.outcomeOf(account)).toMatchObject({ status: 'credited' });
  });

  it('are told in the log by their status, and no key is', async () => {
    const refused = 'sk_refused_0123456789';
    await zernio.account('acc_2', refused);
    await zernio.catchUp();
    const log = zernio.logged.join('\n');
    expect(log).toContain('an account could not be caught up with');
    expect(log).toContain('"401 for zernioAccountId:acc_2"');
    expect(log).not.toContain(refused);
    expect(log).not.toContain(zernioKey);
  });
});
