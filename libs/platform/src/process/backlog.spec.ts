import { describe, expect, it } from '@jest/globals';

import { Backlog } from './backlog.js';

describe('the backlog of a workspace', () => {
  it('is zero where nobody has anything to do', async () => {
    expect(await new Backlog().of('wsp_1')).toEqual({ inbox: 0, quarantined: 0, parked: 0, outbox: 0, consumers: [] });
  });

  it('adds up what waits in each group, and names each consumer’s lag', async () => {
    const backlog = new Backlog();
    backlog.count('inbox', 'zernio', async () => 2);
    backlog.count('inbox', 'meta-graph', async () => 3);
    backlog.count('quarantined', 'zernio', async () => 1);
    backlog.count('consumers', 'funnel', async () => 7);
    backlog.count('consumers', 'commissions', async () => 0);
    expect(await backlog.of('wsp_1')).toEqual({
      inbox: 5,
      quarantined: 1,
      parked: 0,
      outbox: 0,
      consumers: [
        { name: 'commissions', lag: 0 },
        { name: 'funnel', lag: 7 },
      ],
    });
  });

  it('counts of the workspace that asks', async () => {
    const backlog = new Backlog();
    backlog.count('parked', 'conversions', async (workspaceId) => (workspaceId === 'wsp_1' ? 4 : 0));
    expect((await backlog.of('wsp_1')).parked).toBe(4);
    expect((await backlog.of('wsp_2')).parked).toBe(0);
  });

  it('does not miss work that moves behind its back, from a place still to be counted to one that was', async () => {
    const backlog = new Backlog();
    const waiting = { inbox: 0, outbox: 1 };
    backlog.count('inbox', 'zernio', async () => waiting.inbox);
    backlog.count('outbox', 'catalog', async () => {
      // The announcement of an account sends a delivery that waited for it back to the inbox.
      if (waiting.outbox > 0) Object.assign(waiting, { inbox: 1, outbox: 0 });
      return waiting.outbox;
    });
    expect(await backlog.of('wsp_1')).toMatchObject({ inbox: 1 });
  });

  it('counts a place once, however often it is added', async () => {
    const backlog = new Backlog();
    backlog.count('inbox', 'zernio', async () => 1);
    backlog.count('inbox', 'zernio', async () => 2);
    expect((await backlog.of('wsp_1')).inbox).toBe(2);
  });
});
