import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SubscriptionReports, type SubscriptionReport } from '../src/index.js';
import { brand, IntakeUnderTest, rival } from './intake-under-test.js';

const at = Date.UTC(2026, 10, 2, 10);

describe('the report on a subscription', () => {
  let intake: IntakeUnderTest;
  let reports: SubscriptionReports;
  let connectionId: string;

  beforeAll(async () => {
    intake = await IntakeUnderTest.make();
    reports = new SubscriptionReports(intake.database.database);
    const page = { workspaceId: brand, provider: 'meta-graph' as const, name: 'Page', secrets: ['s'] };
    connectionId = (await intake.connections.add(page)).id;
  });

  afterAll(() => intake.end());

  const reportOn = (channelAccountId: string, facts: Partial<SubscriptionReport> = {}): SubscriptionReport => ({
    workspaceId: brand,
    channelAccountId,
    connectionId,
    provider: 'meta-graph',
    checkedAt: at,
    outcome: 'differs',
    missing: ['field:messaging_referrals', 'ice-breakers'],
    ...facts,
  });

  it('takes the place of an earlier one', async () => {
    const mended = reportOn('cha_1', { checkedAt: at + 1, outcome: 'as-expected', missing: [] });
    await reports.keep(reportOn('cha_1'));
    await reports.keep(mended);
    expect(await reports.of(brand, 'cha_1')).toEqual([mended]);
  });

  it('that took longer than a later one changes nothing', async () => {
    const refused = reportOn('cha_2', { outcome: 'unreachable', missing: [], cause: '401: invalid key' });
    await reports.keep(refused);
    await reports.keep(reportOn('cha_2', { checkedAt: at - 1 }));
    expect(await reports.of(brand, 'cha_2')).toEqual([refused]);
  });

  it('belongs to its workspace and its channel account', async () => {
    await reports.keep(reportOn('cha_3'));
    expect(await reports.of(rival, 'cha_3')).toEqual([]);
    expect(await reports.of(brand, 'cha_4')).toEqual([]);
  });
});
