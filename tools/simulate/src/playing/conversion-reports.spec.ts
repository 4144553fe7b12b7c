import { describe, expect, it } from '@jest/globals';

import { aBrand } from '../../test/a-brand.js';
import type { Person, PlannedConversion } from '../people/person.js';
import { planPeople } from '../people/plan-people.js';
import { conversionReports } from './conversion-reports.js';

const facts = { brand: aBrand(0), at: Date.UTC(2026, 10, 23, 12), conversationId: 'cnv_1' };

const buying = (namedBy: PlannedConversion['namedBy']): Person => ({
  ...planPeople(1, 1)[0]!,
  channel: 'instagram',
  conversions: [
    { type: 'lead', namedBy, isRepeated: false, saysWhen: false },
    { type: 'sale', amountMinor: 1999n, namedBy, isRepeated: false, saysWhen: true },
  ],
});

const channelIdentity = { channelAccountId: 'cha_instagram', participantId: '8812345678000001' };

describe('what the shop reports', () => {
  it('tells its own user id together with the channel identity once, and alone from then on', () => {
    expect(conversionReports(buying('external-user'), facts)).toEqual([
      { type: 'lead', externalId: 'a1b2c3-1-0', contact: { channelIdentity, externalUserId: 'user-a1b2c3-1' } },
      {
        type: 'sale',
        externalId: 'a1b2c3-1-1',
        contact: { externalUserId: 'user-a1b2c3-1' },
        amount: { amountMinor: '1999', currency: 'EUR' },
        occurredAt: '2026-11-23T12:00:00.001Z',
      },
    ]);
  });

  it('names the person by the chat', () => {
    expect(conversionReports(buying('conversation'), facts).map(({ contact }) => contact)).toEqual([
      { conversationId: 'cnv_1' },
      { conversationId: 'cnv_1' },
    ]);
    expect(conversionReports(buying('channel-identity'), facts)[1]?.contact).toEqual({ channelIdentity });
  });
});
