import { beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '@whence/attribution-domain';
import {
  aClick,
  aLink,
  aSignal,
  aWorldWith,
  InMemoryGuessesToReconsider,
  instagramAccount,
  referralTo,
  theWorkspace,
  time,
} from '@whence/attribution-testing';

import { ReconsiderGuesses } from './reconsider-guesses.js';

const anna = aLink('ANNA').onAccount(instagramAccount);
const wrote = (by: string, at = time('10:00')) => aSignal({ at, by, platformMessageId: `mid.${by}` });

let given: ReturnType<typeof aWorldWith>;

beforeEach(() => {
  given = aWorldWith(anna.build());
  given.work.state.settings.push({ settings: { ...defaultSettings, version: 2, inference: 'on' }, effectiveFrom: 0 });
  given.work.state.clicks.push(aClick(anna, time('09:59:40')));
});

const guessAnew = () =>
  new ReconsiderGuesses(given.work, new InMemoryGuessesToReconsider(given.work.state, theWorkspace)).run({
    now: time('12:00'),
  });

const answers = () =>
  given.work.state.contacts.map(({ id }) => {
    const standing = given.work.state.decisions.get(id)?.at(-1);
    return standing?.matchType ?? standing?.status;
  });

describe('a person of whom nothing tells whence she came', () => {
  it('is guessed to have come by the only link that was clicked just before, and the guess says why', async () => {
    await given.world.deliver({ signals: [wrote('1')] });
    const [standing] = [...given.work.state.decisions.values()].map((versions) => versions.at(-1));
    expect(standing).toMatchObject({ status: 'credited', matchType: 'inferred', credits: [{ linkId: anna.id }] });
    expect(standing?.credits[0]).not.toHaveProperty('partnerId');
    expect(standing?.inference).toMatchObject({
      outcome: 'inferred',
      candidates: [{ linkId: anna.id, reasons: expect.arrayContaining([expect.stringContaining('20 s before')]) }],
    });
  });

  it('is nobody’s where the workspace does not want guesses', async () => {
    given.work.state.settings.pop();
    await given.world.deliver({ signals: [wrote('1')] });
    expect(answers()).toEqual(['organic']);
  });

  it('is not guessed about where evidence speaks, or arrives late', async () => {
    await given.world.deliver({ signals: [wrote('1')] });
    await given.world.deliver({ through: 'zernio', signals: [{ ...wrote('1'), referral: referralTo(anna.refCode) }] });
    expect(answers()).toEqual(['ref_code']);
  });

  it('is not given a click that another conversation came with', async () => {
    const { id, linkId, clickedAt } = given.work.state.clicks[0]!;
    const token = { ...wrote('2'), referral: referralTo(`token:${linkId}:${id}:${clickedAt}`) };
    await given.world.deliver({ signals: [token] }, { signals: [wrote('1')] });
    expect(answers()).toEqual(['click_token', 'organic']);
  });
});

describe('the language of a first message', () => {
  const ben = aLink('BEN').onAccount(instagramAccount);
  const clicked = (link: typeof anna, at: string, language: string) => ({ ...aClick(link, time(at)), language });

  beforeEach(() => {
    given.work.state.links.push(ben.build());
    given.work.state.clicks.splice(0, 1, clicked(anna, '09:59:40', 'de-AT'), clicked(ben, '09:59:30', 'pt-BR'));
  });

  it('tells which of two links led to it, where the browsers asked for different ones', async () => {
    await given.world.deliver({ signals: [{ ...wrote('1'), text: 'Olá! Quanto custa?' }] });
    const [standing] = [...given.work.state.decisions.values()].map((versions) => versions.at(-1));
    expect(standing?.inference?.candidates.map(({ linkId }) => linkId)).toEqual([ben.id, anna.id]);
    expect(standing?.inference?.candidates[0]?.reasons).toContain('The browser asked for the language of the message.');
  });

  it('is not asked for where the message names something', async () => {
    const named = { ...wrote('1'), text: 'Olá!', referral: referralTo(anna.refCode) };
    await given.world.deliver({ signals: [named] });
    expect(given.work.state.copies.map(({ copy }) => copy.language)).toEqual([undefined]);
  });
});

describe('two people who wrote beside each other', () => {
  it.each([
    ['one after the other', [['1'], ['2']]],
    ['the other way round', [['2'], ['1']]],
    ['together', [['1', '2']]],
  ])('get the same answers, whoever was decided about first: %s', async (_, deliveries) => {
    for (const people of deliveries) await given.world.deliver({ signals: people.map((by) => wrote(by)) });
    await guessAnew();
    // One click, two people about whom nothing else is known: neither is likely enough.
    expect(answers()).toEqual(['organic', 'organic']);
    await guessAnew();
    expect(await guessAnew()).toEqual({ reconsidered: 0, isFinished: true });
  });

  it('are guessed about anew when it becomes known whence one of them came', async () => {
    await given.world.deliver({ signals: [wrote('1'), wrote('2')] });
    await guessAnew();
    await given.world.deliver({ through: 'zernio', signals: [{ ...wrote('2'), referral: referralTo('NOBODY') }] });
    await guessAnew();
    expect(answers()).toEqual(['inferred', 'unattributed']);
  });

  it('are left alone where they wrote ten minutes apart', async () => {
    await given.world.deliver({ signals: [wrote('1')] });
    await given.world.deliver({ signals: [wrote('2', time('10:10:00.001'))] });
    expect(await guessAnew()).toEqual({ reconsidered: 0, isFinished: true });
    expect(answers()).toEqual(['inferred', 'organic']);
  });
});
