import { describe, expect, it } from '@jest/globals';
import {
  aClick,
  aLink,
  aMessage,
  anAd,
  anEcho,
  answer,
  aReferral,
  aRobotsClick,
  decide,
  time,
} from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const links = [anna, ben];

describe('the cases that settle the rules', () => {
  it('leaves an organic opening alone when an old token is delivered the day after', () => {
    const opening = aMessage(time('12:00', 1));
    const later = aMessage(time('09:00')).withTokenOf(anna, time('10:00', 2));
    expect(answer(decide([opening, later], { links }))).toBe('organic');
  });

  it('credits a code typed twelve seconds after "hi"', () => {
    const hi = aMessage(time('10:00:00')).onWhatsApp();
    const code = aMessage(time('10:00:12')).onWhatsApp().typingCodeOf(anna);
    expect(answer(decide([hi, code], { links }))).toBe('credited to ANNA by text_code');
  });

  it('takes a WhatsApp message stamped in the second of its click for the later one', () => {
    const clickedAt = time('10:00:05.300');
    const message = aMessage(time('10:00:05.900')).onWhatsApp().typingCodeWithClickOf(anna, clickedAt);
    const given = { links, clicks: [aClick(anna, clickedAt)] };
    expect(answer(decide([message], given))).toBe('credited to ANNA by click_token');
  });

  it('credits a referral that is the first thing ever seen, and flags the thread as older', () => {
    const seen = [aReferral(time('10:00:00')).withRefOf(anna), aMessage(time('10:00:10'))];
    const decision = decide(seen, { links });
    expect(answer(decision)).toBe('credited to ANNA by ref_code');
    expect(decision?.flags).toContain('existing-thread');
  });

  it('credits nobody for an older thread where the settings say so', () => {
    const seen = [aReferral(time('10:00:00')).withRefOf(anna), aMessage(time('10:00:10'))];
    const decision = decide(seen, { links, settings: { existingThreads: 'unattributed' } });
    expect(answer(decision)).toBe('unattributed: existing-thread');
  });

  it('credits nobody for a plain reply to a template', () => {
    expect(answer(decide([anEcho(time('09:00')), aMessage(time('09:05'))], { links }))).toBe(
      'unattributed: business-wrote-first',
    );
  });

  it('credits a reply to a template that carries a ref, and flags it', () => {
    const decision = decide([anEcho(time('09:00')), aMessage(time('11:00')).withRefOf(anna)], { links });
    expect(answer(decision)).toBe('credited to ANNA by ref_code');
    expect(decision?.flags).toContain('business-wrote-first');
  });

  it('starts the grace at the first message that could be read', () => {
    const placeholder = aMessage(time('10:00')).onWhatsApp().unreadable();
    const code = aMessage(time('10:30')).onWhatsApp().typingCodeOf(anna);
    expect(answer(decide([placeholder, code], { links }))).toBe('credited to ANNA by text_code');
  });

  it('says so when nothing could be read and nothing else is known', () => {
    expect(answer(decide([aMessage(time('10:00')).unreadable()]))).toBe('unattributed: content-unreadable');
  });

  it("credits by Meta's copy although Zernio's copy of the message is plain", () => {
    const plain = aMessage(time('10:00')).named('mid.1').through('zernio').receivedAt(time('10:00:02'));
    const whole = aMessage(time('10:00')).named('mid.1').withRefOf(anna).receivedAt(time('10:00:09'));
    expect(answer(decide([plain, whole], { links }))).toBe('credited to ANNA by ref_code');
  });

  it("records Meta's copy and does not judge it when it comes nine days later", () => {
    const plain = aMessage(time('10:00', 9)).named('mid.1').through('zernio');
    const whole = aMessage(time('10:00', 9)).named('mid.1').withRefOf(anna).receivedAt(time('10:00:09'));
    expect(answer(decide([plain, whole], { links }))).toBe('organic');
  });

  it('gives an unknown ref to the link that is registered for its time later on', () => {
    const message = aMessage(time('10:00')).withRefOf(anna);
    expect(answer(decide([message]))).toBe('unattributed: unknown-ref');
    expect(answer(decide([message], { links: [anna.activeFrom(time('09:00'))] }))).toBe('credited to ANNA by ref_code');
    expect(answer(decide([message], { links: [anna.activeFrom(time('11:00'))] }))).toBe(
      'unattributed: link-not-yet-active',
    );
  });

  it("passes over a touch outside its own program's window", () => {
    const seen = [
      aReferral(time('10:00', 8)).withRefOf(anna),
      aReferral(time('10:00', 5)).withRefOf(ben),
      aMessage(time('10:00')),
    ];
    const given = { links: [anna.withWindowDays(7), ben.withWindowDays(90)] };
    expect(answer(decide(seen, given))).toBe('credited to BEN by ref_code');
  });

  it('makes one entry of one tap that is told three times', () => {
    const tap = [
      aReferral(time('10:00:00.100')).withRefOf(anna),
      aReferral(time('10:00:01')).through('zernio').stampedByVendor().withRefOf(anna),
      aMessage(time('10:00:40')).withRefOf(anna),
    ];
    const decision = decide(tap, { links });
    expect(new Set(decision?.judged.map(({ entry }) => entry.id)).size).toBe(1);
    expect(answer(decision)).toBe('credited to ANNA by ref_code');
  });

  it('ranks what was proven before what was typed', () => {
    const message = aMessage(time('10:00')).withRefOf(anna).typingCodeOf(ben);
    expect(answer(decide([message], { links }))).toBe('credited to ANNA by ref_code');
  });

  it('prefers the partner to an earlier ad, or the ad, as the settings say', () => {
    const seen = [aReferral(time('10:00', 1)).withAd('77'), aMessage(time('10:00')).withRefOf(anna)];
    const given = { links, ads: [anAd('77', 'AUTUMN')] };
    const partnerFirst = decide(seen, given);
    expect(answer(partnerFirst)).toBe('credited to ANNA by ref_code');
    expect(partnerFirst).toMatchObject({ credits: [{ campaignId: 'cmp_ANNA' }] });
    const adFirst = decide(seen, { ...given, settings: { precedence: 'ad_over_partner' } });
    expect(answer(adFirst)).toBe('credited to campaign AUTUMN by ad_referral');
  });

  it("credits the ad's campaign beside a partner without one only where both are of one entry", () => {
    const plain = anna.withoutCampaign();
    const given = { links: [plain], ads: [anAd('77', 'AUTUMN')] };
    const opening = aMessage(time('10:00')).withRefOf(plain);
    const sunday = decide([aReferral(time('10:00', 1)).withAd('77'), opening], given);
    expect(sunday).toMatchObject({ credits: [{ partnerId: 'prt_ANNA', campaignId: undefined }] });
    const both = aReferral(time('09:59')).withRefAndAd(plain, '77');
    // The click speaks for the entry, and it names no ad itself.
    const clicked = aMessage(time('10:00')).withTokenOf(plain, time('09:58'));
    const atOnce = decide([both, clicked], given);
    expect(atOnce).toMatchObject({
      matchType: 'click_token',
      credits: [{ partnerId: 'prt_ANNA', campaignId: 'cmp_AUTUMN' }],
    });
  });

  it('credits nobody for two valid codes in one text', () => {
    const message = aMessage(time('10:00')).onWhatsApp().typingCodeOf(anna).typingCodeOf(ben);
    expect(answer(decide([message], { links }))).toBe('unattributed: ambiguous');
  });

  it('gives a damaged code to nobody', () => {
    const message = aMessage(time('10:00')).onWhatsApp().typingDamaged('WH-ANNB');
    expect(answer(decide([message], { links }))).toBe('unattributed: damaged');
  });

  it('credits no partner for himself', () => {
    const self = { channel: 'instagram', participantPseudonym: 'anna' } as const;
    const given = { links: [anna.whosePartnerOwns(self)], contact: [self] };
    expect(answer(decide([aMessage(time('10:00')).withRefOf(anna)], given))).toBe('unattributed: self-referral');
  });
});

describe('more that follows from the rules', () => {
  it('says nothing while the person has not written', () => {
    expect(answer(decide([aReferral(time('10:00')).withRefOf(anna)], { links }))).toBe('not opened');
  });

  it('calls an opening without any evidence organic', () => {
    expect(answer(decide([aMessage(time('10:00'))], { links }))).toBe('organic');
  });

  it('takes no code from a forwarded message', () => {
    expect(answer(decide([aMessage(time('10:00')).forwarded().typingCodeOf(anna)], { links }))).toBe('organic');
  });

  it('takes no code typed after the grace', () => {
    const seen = [aMessage(time('10:00')), aMessage(time('10:16')).typingCodeOf(anna)];
    expect(answer(decide(seen, { links }))).toBe('organic');
  });

  it('takes no code from the fourth message', () => {
    const chat = ['10:00:00', '10:00:10', '10:00:20'].map((ofDay) => aMessage(time(ofDay)));
    expect(answer(decide([...chat, aMessage(time('10:00:30')).typingCodeOf(anna)], { links }))).toBe('organic');
  });

  it('lets an old token speak only as the ref of its link', () => {
    const message = aMessage(time('10:00')).withTokenOf(anna, time('09:00', 1));
    expect(answer(decide([message], { links }))).toBe('credited to ANNA by ref_code');
  });

  it('refuses the click of a preview fetcher', () => {
    const clickedAt = time('09:59');
    const message = aMessage(time('10:00')).withTokenOf(anna, clickedAt);
    const given = { links, clicks: [aRobotsClick(anna, clickedAt)] };
    expect(answer(decide([message], given))).toBe('unattributed: clicked-by-a-robot');
  });

  it('treats a touch exactly as old as the window as outside', () => {
    const seen = (ofDay: string) => [aReferral(time(ofDay, 7)).withRefOf(anna), aMessage(time('10:00'))];
    const given = { links: [anna.withWindowDays(7)] };
    expect(answer(decide(seen('10:00:00.001'), given))).toBe('credited to ANNA by ref_code');
    expect(answer(decide(seen('10:00'), given))).toBe('unattributed: outside-window');
  });

  it("refuses a partner's touch after the partnership ended", () => {
    const given = { links: [anna.whosePartnerEndedAt(time('09:00'))] };
    expect(answer(decide([aMessage(time('10:00')).withRefOf(anna)], given))).toBe('unattributed: partner-not-active');
  });

  it('refuses a shop product, which names no campaign', () => {
    expect(answer(decide([aMessage(time('10:00')).withProduct()], { links }))).toBe('unattributed: product-referral');
  });

  it('credits the campaign of an ad', () => {
    const decision = decide([aMessage(time('10:00')).withAd('120226305854810726')], {
      ads: [anAd('120226305854810726', 'AUTUMN')],
    });
    expect(answer(decision)).toBe('credited to campaign AUTUMN by ad_referral');
  });

  it('says which program version was in force at the touch', () => {
    const decision = decide([aMessage(time('10:00')).withRefOf(anna)], { links });
    expect(decision).toMatchObject({
      credits: [{ programId: 'prg_ANNA', programVersion: 1, shareMillionths: 1_000_000 }],
    });
  });
});
