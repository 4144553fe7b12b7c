import { describe, expect, it } from '@jest/globals';
import { aWorldWith, instagramAccount, theWorkspace } from '@whence/attribution-testing';
import fc from 'fast-check';

const inBrl = (amountMinor: bigint) => ({ amountMinor, currency: 'BRL' });
const contact = { channelIdentity: { channelAccountId: instagramAccount, participantId: '1' } };
const paid = 1999n;

/** A sale of 19.99, and a signup that nobody paid for. */
const aWorld = async () => {
  const { work, world } = aWorldWith();
  const of = { workspaceId: theWorkspace, contact } as const;
  await world.recordConversion.run({ ...of, id: 'cvn_1', type: 'sale', externalId: 'order-1', amount: inBrl(paid) });
  await world.recordConversion.run({ ...of, id: 'cvn_2', type: 'lead', externalId: 'signup-1' });
  const refund = (number: number, amountMinor?: bigint, conversionExternalId = 'order-1') =>
    world.recordRefund.run({
      workspaceId: theWorkspace,
      id: `rfd_${number}`,
      externalId: `refund-${number}`,
      conversionExternalId,
      ...(amountMinor === undefined ? {} : { amount: inBrl(amountMinor) }),
    });
  return { work, world, refund };
};

const told = ({ work }: Awaited<ReturnType<typeof aWorld>>) =>
  work.state.announced.filter(({ kind }) => kind === 'conversion-refunded').length;

describe('a refund', () => {
  it('says what it gave back, and what was given back with it', async () => {
    const given = await aWorld();
    await given.refund(1, 666n);
    expect(await given.refund(2, 667n)).toMatchObject({
      kind: 'recorded',
      refund: { part: { amount: inBrl(667n), refundedToDate: inBrl(1333n) } },
    });
    expect(told(given)).toBe(2);
  });

  it('without an amount gives back all that is left', async () => {
    const given = await aWorld();
    await given.refund(1, 666n);
    expect(await given.refund(2)).toMatchObject({
      refund: { part: { amount: inBrl(1333n), refundedToDate: inBrl(paid) } },
    });
    expect(await given.refund(3)).toEqual({ kind: 'over-refund' });
  });

  it('undoes once, and whole, what was never paid for', async () => {
    const given = await aWorld();
    expect(await given.refund(1, undefined, 'signup-1')).toMatchObject({ kind: 'recorded' });
    expect(await given.refund(2, undefined, 'signup-1')).toEqual({ kind: 'over-refund' });
    expect(await given.refund(3, 5n, 'signup-1')).toEqual({ kind: 'not-its-money' });
  });

  it('is the same one when it is reported again, and no other', async () => {
    const given = await aWorld();
    const first = await given.refund(1, 666n);
    expect(await given.refund(1, 666n)).toEqual({ ...first, kind: 'already-recorded' });
    expect(await given.refund(1, 667n)).toMatchObject({ kind: 'conflicting-body' });
    expect(await given.refund(1, 666n, 'signup-1')).toMatchObject({ kind: 'conflicting-body' });
    expect(told(given)).toBe(1);
  });

  it('is refused of a conversion that is unknown, and in another currency', async () => {
    const given = await aWorld();
    expect(await given.refund(1, 666n, 'order-9')).toEqual({ kind: 'unknown-conversion' });
    const report = {
      workspaceId: theWorkspace,
      id: 'rfd_1',
      externalId: 'r',
      conversionExternalId: 'order-1',
    } as const;
    expect(await given.world.recordRefund.run({ ...report, amount: { amountMinor: 1n, currency: 'EUR' } })).toEqual({
      kind: 'not-its-money',
    });
    expect(told(given)).toBe(0);
  });

  it('never comes to more than was paid, however many are tried', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: 1n, max: 1_200n }), { minLength: 1, maxLength: 8 }),
        async (amounts) => {
          const given = await aWorld();
          for (const [number, amount] of amounts.entries()) await given.refund(number, amount);
          const parts = given.work.state.refunds.map(({ refund }) => refund.part!);
          const sum = parts.reduce((total, { amount }) => total + amount.amountMinor, 0n);
          expect(sum <= paid).toBe(true);
          expect(parts.at(-1)?.refundedToDate.amountMinor).toBe(sum);
        },
      ),
      { numRuns: 200 },
    );
  });
});
