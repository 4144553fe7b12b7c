import { describe, expect, it } from '@jest/globals';

import { metaGraphCapabilities } from './capabilities.js';
import { fieldsRead } from './fields-read.js';
import { missingOfSubscription, type FoundAtMeta } from './missing-of-subscription.js';
import { translateDelivery } from './translate-delivery.js';

const ours = { id: '15000000000001', fields: fieldsRead.messenger };
const somebodyElses = { id: '15000000000002', fields: [...fieldsRead.messenger, 'feed'] };

const found = (facts: Partial<FoundAtMeta> = {}): FoundAtMeta => ({
  apps: [somebodyElses, ours],
  ownAppId: ours.id,
  welcomes: 1,
  ...facts,
});

describe('what is missing of a Page', () => {
  it('is nothing where every field comes to our app', () => {
    expect(missingOfSubscription('page', found())).toEqual([]);
  });

  it('is the subscription where only other people’s apps have one', () => {
    expect(missingOfSubscription('page', found({ apps: [somebodyElses] }))).toEqual(['subscription']);
    expect(missingOfSubscription('page', found({ apps: [], ownAppId: undefined }))).toEqual(['subscription']);
  });

  it('is each field that does not come', () => {
    const fields = fieldsRead.messenger.filter((field) => field !== 'messaging_referrals' && field !== 'standby');
    expect(missingOfSubscription('page', found({ apps: [somebodyElses, { ...ours, fields }] }))).toEqual([
      'field:messaging_referrals',
      'field:standby',
    ]);
  });

  it('is what the best app lacks where nobody says which is ours', () => {
    const apps = [{ ...ours, fields: ['messages'] }, somebodyElses];
    expect(missingOfSubscription('page', found({ apps, ownAppId: undefined }))).toEqual([]);
  });

  it('is not guessed where fields are not listed', () => {
    expect(missingOfSubscription('page', found({ apps: [{ id: ours.id }] }))).toEqual([]);
  });

  it('is Get Started, without which newcomers’ refs are lost', () => {
    expect(missingOfSubscription('page', found({ welcomes: 0 }))).toEqual(['get-started']);
  });
});

describe('what is missing on Instagram', () => {
  it('with Instagram Login is each field of the account, by its singular name', () => {
    expect(missingOfSubscription('instagram', found({ apps: [ours] }))).toEqual(['field:messaging_referral']);
  });

  it('through a Page is the Page’s subscription: its fields are no fields of Instagram', () => {
    const apps = [{ id: ours.id, fields: ['feed'] }];
    expect(missingOfSubscription('instagram-through-page', found({ apps }))).toEqual([]);
    expect(missingOfSubscription('instagram-through-page', found({ apps: [] }))).toEqual(['subscription']);
  });

  it('is an ice breaker, without which newcomers’ refs are lost', () => {
    expect(missingOfSubscription('instagram-through-page', found({ welcomes: 0 }))).toEqual(['ice-breakers']);
  });
});

describe('what is subscribed to', () => {
  it.each(metaGraphCapabilities)('is every field that evidence is promised from: $channel', ({ channel, evidence }) => {
    const promised = evidence.flatMap(({ carriedBy }) => carriedBy.map(({ event }) => event));
    const read: readonly string[] = channel === 'instagram' ? fieldsRead.instagram : fieldsRead.messenger;
    expect(promised.filter((field) => !read.includes(field))).toEqual([]);
  });

  it.each([...new Set(Object.values(fieldsRead).flat())])('is read by the translator: %s', (field) => {
    const countedFor = (name: string) =>
      translateDelivery({ object: 'page', entry: [{ id: '1', changes: [{ field: name, value: {} }] }] }).ignored;
    expect(countedFor(field)).toEqual(['empty-item']);
    expect(countedFor('feed')).toEqual(['change:feed']);
  });
});
