import { describe, expect, it } from '@jest/globals';
import { Secret } from '@whence/platform/config';
import type { SubscriptionFinding } from '@whence/signals';

import { reportsOn, type ConnectionFinding } from './compare-account.js';

const through = (id: string, finding: SubscriptionFinding): ConnectionFinding => ({
  connection: {
    id,
    workspaceId: 'wsp_1',
    provider: 'meta-graph',
    name: 'Page',
    createdAt: 0,
    apiKey: new Secret('EAA-secret'),
  },
  finding,
});
const outcomesOf = (...findings: readonly ConnectionFinding[]) =>
  reportsOn('cha_1', findings, 5).map(({ connectionId, outcome, missing }) => [connectionId, outcome, ...missing]);

describe('what is kept of an account’s comparison', () => {
  it('is what each connection found', () => {
    expect(
      outcomesOf(
        through('con_1', { kind: 'compared', missing: [] }),
        through('con_2', { kind: 'compared', missing: ['subscription', 'ice-breakers', 'subscription'] }),
        through('con_3', { kind: 'unreachable', cause: '401' }),
        through('con_4', { kind: 'not-there' }),
      ),
    ).toEqual([
      ['con_1', 'as-expected'],
      ['con_2', 'differs', 'subscription', 'ice-breakers'],
      ['con_3', 'unreachable'],
    ]);
  });

  it('is not that another account’s key knows nothing of it', () => {
    const other = through('con_2', { kind: 'not-its-account', cause: 'not of the account 1' });
    expect(outcomesOf(through('con_1', { kind: 'compared', missing: [] }), other)).toEqual([['con_1', 'as-expected']]);
    expect(outcomesOf(other)).toEqual([['con_2', 'unreachable']]);
  });

  it('has its cause in one short line, without the key', () => {
    const cause = `401 key EAA-secret\n\u0000 is bad ${'x'.repeat(500)}`;
    const [report] = reportsOn('cha_1', [through('con_1', { kind: 'unreachable', cause })], 5);
    expect(report?.cause).toMatch(/^401 key \[key\] is bad x+$/);
    expect(report?.cause).toHaveLength(200);
  });
});
