import { describe, expect, it } from '@jest/globals';
import { defaultSettings, type ModelName } from '@whence/attribution-domain';
import {
  aLink,
  aSignal,
  aThreadOpening,
  aWorldWith,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');

/** Anna's ref opened the conversation, Ben's came an hour later, and a sale after that. */
const aWorld = async (model: ModelName) => {
  const { work, world } = aWorldWith(anna.build(), ben.build());
  world.clock.set(time('09:00'));
  const { version: _version, ...settings } = { ...defaultSettings, model };
  await world.changeSettings.run(theWorkspace, settings);
  world.clock.set(time('12:30'));
  const opening = aSignal({ at: time('10:00'), platformMessageId: 'mid.1', referral: referralTo(anna.refCode) });
  await world.deliver({ signals: [opening] });
  const contact = { conversationId: work.state.conversations[0]!.id };
  const amount = { amountMinor: 1999n, currency: 'BRL' };
  const sale = { type: 'sale', id: 'cvn_1', externalId: 'order-1', amount, occurredAt: time('12:00') } as const;
  await world.recordConversion.run({ workspaceId: theWorkspace, contact, ...sale });
  return { work, world };
};

const sharesIn = ({ work }: Awaited<ReturnType<typeof aWorld>>) =>
  work.state.conversions.map(({ conversion: { type, attribution } }) => {
    const credits = attribution.status === 'attributed' ? attribution.credits : [];
    return [type, ...credits.map(({ linkId, shareMillionths }) => `${linkId} ${shareMillionths}`)];
  });

describe('a sale', () => {
  it.each<[ModelName, readonly string[]]>([
    ['first_touch', [`${anna.id} 1000000`]],
    ['last_touch', [`${ben.id} 1000000`]],
    ['linear', [`${anna.id} 500000`, `${ben.id} 500000`]],
  ])('is credited under %s, by what came before it and is told of after it too', async (model, shares) => {
    const given = await aWorld(model);
    await given.world.deliver({ signals: [aThreadOpening(time('11:00'), ben.refCode)] });
    expect(sharesIn(given)).toEqual([
      ['opening', `${anna.id} 1000000`],
      ['sale', ...shares],
    ]);
  });

  it('stands as it was said where the evidence comes after the sale is final', async () => {
    const given = await aWorld('last_touch');
    const before = sharesIn(given);
    const later = time('12:30') + 60 * 86_400_000;
    given.world.clock.set(later);
    await given.world.deliver({ receivedAt: later, signals: [aThreadOpening(time('11:00'), ben.refCode)] });
    expect(sharesIn(given)).toEqual(before);
  });

  it('follows the catalogue until it is final itself, although the opening is', async () => {
    const given = await aWorld('last_touch');
    await given.world.deliver({ signals: [aThreadOpening(time('11:00'), 'LATER10')] });
    given.world.clock.set(time('10:30') + 8 * 86_400_000);
    given.work.state.links.push({ ...ben.build(), id: 'lnk_LATER', refCode: 'LATER10' });
    await given.world.redecide.run(theWorkspace, { refCodes: ['LATER10'] });
    expect(sharesIn(given)).toEqual([
      ['opening', `${anna.id} 1000000`],
      ['sale', 'lnk_LATER 1000000'],
    ]);
  });
});
