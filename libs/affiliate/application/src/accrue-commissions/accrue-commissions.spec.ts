import {
  aLead,
  anOpening,
  aProgram,
  aSale,
  CountingIdentities,
  idFor,
  InMemoryAffiliate,
  onDay,
  readable,
} from '@whence/affiliate-testing';
import type { AttributedConversion, Commission, ProgramTerms } from '@whence/affiliate-domain';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { LearnProgram } from '../learn-program/learn-program.js';
import { AccrueCommissions } from './accrue-commissions.js';

const workspaceId = idFor('wsp', 'BRAND');
const now = onDay(1);

let affiliate: InMemoryAffiliate;
let accrue: AccrueCommissions;
let learn: LearnProgram;

beforeEach(async () => {
  affiliate = new InMemoryAffiliate();
  const identities = new CountingIdentities();
  accrue = new AccrueCommissions(affiliate, identities);
  learn = new LearnProgram(affiliate, identities);
  await learnt(aProgram().payingPercent(10, 'sale').payingFlat('5.00', 'lead').payingFlat('1.00', 'opening'));
});

const learnt = (terms: ProgramTerms) => learn.run({ workspaceId, terms, recordedAt: now });
const told = (conversion: AttributedConversion) => accrue.run({ workspaceId, conversion, recordedAt: now });

const commissions = (): Promise<readonly Commission[]> =>
  affiliate.commissionStatements.list(workspaceId, { at: 0 }, { limit: 100 });

const standing = async (): Promise<readonly string[]> =>
  readable((await commissions()).filter(({ status }) => status !== 'reversed'));

const announced = (): readonly string[] =>
  affiliate
    .announcementsOf(workspaceId)
    .map(({ kind, commission, amount }) => `commission-${kind} ${readable([{ ...commission, amount }]).join('')}`);

describe('when a conversion is attributed', () => {
  it('earns its partner a commission that is in the ledger and that others are told of', async () => {
    expect(await told(aSale().by('ANNA'))).toEqual({ kind: 'taken', accrued: 1, reversed: 0, waiting: 0 });
    expect(await standing()).toEqual(['ANNA 10.00 EUR']);
    expect(announced()).toEqual(['commission-accrued ANNA 10.00 EUR']);
    expect(await affiliate.ledgerStatements.entries(workspaceId, {}, { limit: 9 })).toHaveLength(1);
  });

  it('is taken once, however often it is told', async () => {
    await told(aSale().by('ANNA'));
    expect(await told(aSale().by('ANNA'))).toEqual({ kind: 'out-of-date' });
    expect(await standing()).toEqual(['ANNA 10.00 EUR']);
  });

  it('is not taken in a version older than the one that is known', async () => {
    await told(aSale().inVersion(2).by('BEN'));
    expect(await told(aSale().inVersion(1).by('ANNA'))).toEqual({ kind: 'out-of-date' });
    expect(await standing()).toEqual(['BEN 10.00 EUR']);
  });

  it('moves the money when it is credited anew', async () => {
    await told(aSale().by('ANNA'));
    expect(await told(aSale().inVersion(2).by('BEN'))).toMatchObject({ accrued: 1, reversed: 1 });
    expect(await standing()).toEqual(['BEN 10.00 EUR']);
    expect(announced().slice(1)).toEqual(['commission-reversed ANNA 10.00 EUR', 'commission-accrued BEN 10.00 EUR']);
  });

  it('takes the money back when nobody is credited any longer', async () => {
    await told(aSale().by('ANNA'));
    await told(aSale().inVersion(2).byNobody());
    expect(await standing()).toEqual([]);
  });

  it('says nothing when nothing changes, such as when the decision becomes final', async () => {
    await told(aSale().by('ANNA'));
    expect(await told(aSale().inVersion(2).by('ANNA'))).toMatchObject({ accrued: 0, reversed: 0 });
    expect(announced()).toHaveLength(1);
  });

  it('keeps the commission and moves its due date when only finality moves', async () => {
    await told(aSale().by('ANNA'));
    const [before] = await commissions();
    await told(aSale().inVersion(2).finalOn(90).by('ANNA'));
    expect(await commissions()).toEqual([{ ...before, dueAt: onDay(90) }]);
    expect(announced()).toHaveLength(1);
  });
});

describe('when a contact converts again', () => {
  it('pays the second lead nothing', async () => {
    await told(aLead().called('FIRST').on(1).by('ANNA'));
    await told(aLead().called('SECOND').on(2).by('ANNA'));
    expect(await standing()).toEqual(['ANNA 5.00 EUR']);
  });

  it('pays the earlier lead instead when it is the later one to be told', async () => {
    await told(aLead().called('SECOND').on(2).by('BEN'));
    await told(aLead().called('FIRST').on(1).by('ANNA'));
    expect(await standing()).toEqual(['ANNA 5.00 EUR']);
    expect(announced()).toContain('commission-reversed BEN 5.00 EUR');
  });

  it('pays the second lead after all when the first is credited to nobody', async () => {
    await told(aLead().called('FIRST').on(1).by('ANNA'));
    await told(aLead().called('SECOND').on(2).by('BEN'));
    await told(aLead().called('FIRST').on(1).inVersion(2).byNobody());
    expect(await standing()).toEqual(['BEN 5.00 EUR']);
  });

  it('pays another contact of its own', async () => {
    await told(aLead().called('FIRST').from('EVE').by('ANNA'));
    await told(aLead().called('SECOND').from('FAY').by('ANNA'));
    expect(await standing()).toEqual(['ANNA 5.00 EUR', 'ANNA 5.00 EUR']);
  });

  it('decides for both contacts when a conversion turns out to belong to the other', async () => {
    await told(aLead().called('FIRST').on(1).from('EVE').by('ANNA'));
    await told(aLead().called('SECOND').on(2).from('EVE').by('BEN'));
    await told(aLead().called('THIRD').on(3).from('FAY').by('CEM'));
    await told(aLead().called('FIRST').on(1).from('FAY').inVersion(2).by('ANNA'));
    expect(await standing()).toEqual(['ANNA 5.00 EUR', 'BEN 5.00 EUR']);
  });

  it('counts the days of a limit from an opening that is told last', async () => {
    await learnt(aProgram('SHORT').payingPercent(10, 'sale').limitedTo({ kind: 'within-days', days: 30 }));
    await told(aSale().on(40).by('ANNA').under('SHORT'));
    expect(await standing()).toEqual(['ANNA 10.00 EUR']);
    await told(anOpening().on(0).byNobody());
    expect(await standing()).toEqual([]);
  });
});

describe('when terms have not arrived', () => {
  const hidden = aSale().by('ANNA').under('SECRET');
  const secret = aProgram('SECRET').payingPercent(20, 'sale');

  it('keeps the conversion waiting and pays it once they do', async () => {
    expect(await told(hidden)).toEqual({ kind: 'taken', accrued: 0, reversed: 0, waiting: 1 });
    expect(await affiliate.waitingConversions.count(workspaceId)).toBe(1);
    expect(await learnt(secret)).toEqual({ kind: 'learned', accrued: 1, reversed: 0, waiting: 0 });
    expect(await standing()).toEqual(['ANNA 20.00 EUR']);
    expect(await affiliate.waitingConversions.count(workspaceId)).toBe(0);
  });

  it('goes on waiting for another version of them', async () => {
    await told(aSale().by('ANNA').under('SECRET', 2));
    await learnt(secret);
    expect(await standing()).toEqual([]);
    expect(await affiliate.waitingConversions.count(workspaceId)).toBe(1);
  });

  it('pays a sale whose shares are under two programs only when both have arrived', async () => {
    const [annas, bens] = aSale().sharedBy({ name: 'ANNA', percent: 50 }, { name: 'BEN', percent: 50 }).credits;
    const shared = aSale().creditedTo(annas!, ...aSale().creditedTo(bens!).under('SECRET').credits);
    await told(shared);
    expect(await standing()).toEqual([]);
    await learnt(secret);
    expect(await standing()).toEqual(['ANNA 5.00 EUR', 'BEN 10.00 EUR']);
  });

  it('waits no longer when it is credited to nobody', async () => {
    await told(hidden);
    await told(hidden.inVersion(2).byNobody());
    expect(await affiliate.waitingConversions.count(workspaceId)).toBe(0);
  });

  it('takes terms once: a version never changes', async () => {
    await learnt(secret);
    expect(await learnt(secret.payingFlat('9.00', 'sale'))).toEqual({ kind: 'known-before' });
    await told(hidden);
    expect(await standing()).toEqual(['ANNA 20.00 EUR']);
  });
});
