import { expect, it } from '@jest/globals';
import { aLink, aMessage, anAd, time, type LinkBuilder } from '@whence/attribution-testing';

import { mergeCopies } from '../signal/merge-copies.js';
import { readTouchpoints } from './read-touchpoints.js';
import { textKeptUntil } from './text-kept-until.js';

const anna = aLink('ANNA').keepingTexts(30);
const ben = aLink('BEN').keepingTexts(90);
const carla = aLink('CARLA');
const receivedAt = time('11:00');

const untilOf = (message: ReturnType<typeof aMessage>, ...links: readonly LinkBuilder[]) => {
  const facts = { links: links.map((link) => link.build()), ads: [anAd('77', 'SPRING')], clicks: [], coupons: [] };
  return textKeptUntil(readTouchpoints(mergeCopies([message.receivedAt(receivedAt).build()]), facts));
};

it('keeps no text of a message that names nothing, nobody, or a program that does not want it', () => {
  expect(untilOf(aMessage(time('10:00')), anna)).toBeUndefined();
  expect(untilOf(aMessage(time('10:00')).withRef('NOBODY'), anna)).toBeUndefined();
  expect(untilOf(aMessage(time('10:00')).withRef(carla.refCode), anna, carla)).toBeUndefined();
  expect(untilOf(aMessage(time('10:00')).withAd('77'), anna)).toBeUndefined();
});

it('keeps it for the days of the program that it names, from when it was received', () => {
  expect(untilOf(aMessage(time('10:00')).withRef(anna.refCode), anna)).toBe(time('11:00', -30));
});

it('keeps it for as long as the program says that says longest', () => {
  const both = aMessage(time('10:00')).withRef(anna.refCode).typingCodeOf(ben);
  expect(untilOf(both, anna, ben)).toBe(time('11:00', -90));
});

it('goes by the terms in force when the message was written', () => {
  const later = aLink('ANNA').keepingTextsFrom(time('10:00'), 7);
  expect(untilOf(aMessage(time('10:00') - 1).withRef(later.refCode), later)).toBeUndefined();
  expect(untilOf(aMessage(time('10:00')).withRef(later.refCode), later)).toBe(time('11:00', -7));
});
