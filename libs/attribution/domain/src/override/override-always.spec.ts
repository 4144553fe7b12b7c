import { describe, expect, it } from '@jest/globals';
import {
  aLink,
  answer,
  anyModel,
  decideSale,
  saleOfVisits,
  visitedLinks,
  visits,
  holds,
} from '@whence/attribution-testing';
import fc from 'fast-check';

import type { Decision } from '../decision/decision.js';
import type { ModelName } from '../settings/attribution-settings.js';
import { revise, reviseOverride } from '../revision/revise.js';
import { applyOverride, withoutOverride } from './apply-override.js';
import type { Override } from './override.js';

const ewa = aLink('EWA');
const facts = { links: [ewa.build()], enrollments: [] };
const making = { decidedAt: saleOfVisits, because: 'a person said so' };

const anOverride: fc.Arbitrary<Override> = fc
  .record({
    target: fc.constantFrom(
      { kind: 'link', linkId: ewa.id } as const,
      { kind: 'partner', partnerId: ewa.partnerId } as const,
      { kind: 'campaign', campaignId: 'cmp_EWA' } as const,
      { kind: 'organic' } as const,
    ),
    reason: fc.constantFrom('she told us', 'the invoice says so'),
    madeAt: fc.integer({ min: saleOfVisits, max: saleOfVisits + 1_000 }),
  })
  .map(({ target, ...made }) => ({ ...target, ...made }));

const decisionOn = (seen: Parameters<typeof decideSale>[1], model: ModelName): Decision => {
  const decision = decideSale(saleOfVisits, seen, { links: visitedLinks, settings: { model } });
  if (decision === undefined) throw new Error('the person has not written');
  return decision;
};

describe("a person's word, whatever was seen", () => {
  it('stands above all of it', () => {
    holds(
      'override dominates',
      fc.property(visits, anyModel, anOverride, (seen, model, override) => {
        const said = answer(applyOverride(decisionOn(seen, model), override, facts));
        const expected = { link: 'EWA', partner: 'EWA', campaign: 'campaign EWA' };
        expect(said).toBe(override.kind === 'organic' ? 'organic' : `credited to ${expected[override.kind]} by manual`);
      }),
    );
  });

  it('leaves the decision as it was once it is revoked, however often it was changed', () => {
    holds(
      'revoked override restores the decision',
      fc.property(visits, anyModel, fc.array(anOverride, { maxLength: 4 }), (seen, model, overrides) => {
        const decision = decisionOn(seen, model);
        const overridden = overrides.reduce((before, override) => applyOverride(before, override, facts), decision);
        expect(withoutOverride(overridden) === decision).toBe(true);
      }),
    );
  });

  it('leaves the record as it was, but for the versions that were made', () => {
    holds(
      'revoked override restores the record',
      fc.property(visits, anyModel, fc.array(anOverride, { maxLength: 4 }), (seen, model, overrides) => {
        const { attribution: first } = revise(undefined, decisionOn(seen, model), making);
        let standing = first;
        for (const override of overrides) standing = reviseOverride(standing, { override, facts }, making).attribution;
        const revoked = reviseOverride(standing, { facts }, making).attribution;
        expect(JSON.stringify({ ...revoked, version: 1 })).toBe(JSON.stringify(first));
        expect(revoked.version).toBe(standing === first ? 1 : standing.version + 1);
      }),
    );
  });
});
