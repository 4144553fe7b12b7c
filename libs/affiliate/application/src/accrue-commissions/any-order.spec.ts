import {
  CountingIdentities,
  idFor,
  InMemoryAffiliate,
  moneyStateOf,
  someStory,
  someStoryAndItsArrival,
  tell,
  type Message,
} from '@whence/affiliate-testing';
import type { Earned } from '@whence/affiliate-domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ShowTrialBalance } from '../show-trial-balance/show-trial-balance.js';

const workspaceId = idFor('wsp', 'BRAND');

const afterBeingTold = async (messages: readonly Message[]): Promise<InMemoryAffiliate> => {
  const affiliate = new InMemoryAffiliate();
  await tell({ unitOfWork: affiliate, identities: new CountingIdentities() }, workspaceId, messages);
  return affiliate;
};

const leftOf = ({ amount, refundReversals }: Pick<Earned, 'amount' | 'refundReversals'>): bigint =>
  amount.amountMinor - refundReversals.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

describe('whatever the order in which conversions, refunds and terms arrive, and however often', () => {
  it('ends with the same commissions, the same accounts and the same waiting conversions', async () => {
    await fc.assert(
      fc.asyncProperty(someStoryAndItsArrival, async ({ story, arrival }) => {
        const inOrder = await moneyStateOf(await afterBeingTold(story), workspaceId);
        expect(await moneyStateOf(await afterBeingTold(arrival), workspaceId)).toEqual(inOrder);
      }),
      { numRuns: 300 },
    );
  });

  it('owes each partner exactly what is left of the commissions that stand', async () => {
    await fc.assert(
      fc.asyncProperty(someStory, async (story) => {
        const { standing, accounts } = await moneyStateOf(await afterBeingTold(story), workspaceId);
        const owed = Object.entries(accounts).filter(([account]) => account.startsWith('partner-payable:'));
        for (const [account, balance] of owed) {
          const own = standing.filter(
            ({ partnerId, amount }) => account === `partner-payable:${partnerId} ${amount.currency}`,
          );
          expect(-balance).toBe(own.reduce((sum, earned) => sum + leftOf(earned), 0n));
        }
        expect(new Set(standing.map(({ partnerId }) => partnerId)).size).toBe(owed.length);
      }),
    );
  });

  it('keeps the trial balance at zero after every single message', async () => {
    await fc.assert(
      fc.asyncProperty(someStory, async (story) => {
        const affiliate = new InMemoryAffiliate();
        const identities = new CountingIdentities();
        for (const message of story) {
          await tell({ unitOfWork: affiliate, identities }, workspaceId, [message]);
          const { currencies } = await new ShowTrialBalance(affiliate.ledgerStatements).run(workspaceId);
          expect(currencies.every(({ differenceMinor }) => differenceMinor === 0n)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
