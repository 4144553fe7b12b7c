import { expect, it } from '@jest/globals';
import type { Conversion } from '@whence/attribution-application';
import type { Attribution } from '@whence/attribution-domain';

import { toConversionResponse } from './conversion.response.js';

const organic: Attribution = {
  version: 1,
  status: 'organic',
  credits: [],
  conversationId: 'cnv_1',
  openedAt: 0,
  finalAt: 10,
  decidedAt: 1,
  because: 'conversation-opened',
  flags: [],
};
const whole = { shareMillionths: 1_000_000 };
const aSale = (attribution: Conversion['attribution']): Conversion => ({
  id: 'cvn_1',
  type: 'sale',
  occurredAt: 5,
  receivedAt: 5,
  attribution,
  version: 1,
  isFinal: false,
});

it('a sale that was decided by itself shows its own credits, and not its contact’s', () => {
  const sale = aSale({ status: 'attributed', credits: [{ partnerId: 'prt_ANNA', programId: 'prg_1', ...whole }] });
  const { attribution } = toConversionResponse({ conversion: sale, attribution: organic }, 6);
  expect(attribution).toMatchObject({
    status: 'credited',
    partnerId: 'prt_ANNA',
    credits: [{ partnerId: 'prt_ANNA' }],
  });
  const byBen: Attribution = {
    ...organic,
    status: 'credited',
    matchType: 'ref_code',
    credits: [{ partnerId: 'prt_BEN', ...whole }],
  };
  const other = toConversionResponse({ conversion: sale, attribution: byBen }, 6);
  expect(other.attribution).toMatchObject({ status: 'credited', partnerId: 'prt_ANNA' });
  expect(other.attribution).not.toHaveProperty('matchType');
});

it('a sale that follows its contact shows all of the contact’s attribution', () => {
  const byAnna: Attribution = {
    ...organic,
    status: 'credited',
    matchType: 'coupon',
    credits: [{ partnerId: 'prt_ANNA', ...whole }],
  };
  const sale = aSale({ status: 'attributed', credits: [{ partnerId: 'prt_ANNA', ...whole }] });
  expect(toConversionResponse({ conversion: sale, attribution: byAnna }, 6).attribution).toMatchObject({
    status: 'credited',
    matchType: 'coupon',
    partnerId: 'prt_ANNA',
  });
});
