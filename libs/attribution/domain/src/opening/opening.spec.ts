import { describe, expect, it } from '@jest/globals';
import { aClick, aLink, aMessage, anEcho, answer, aReferral, decide, time } from '@whence/attribution-testing';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const links = [anna, ben];
const minute = 60_000;

describe('the opening', () => {
  it('is the first message that was written, though a later one was received before it', () => {
    const first = aMessage(time('10:00')).withRefOf(anna).receivedAt(time('10:09'));
    const second = aMessage(time('10:05')).withRefOf(ben).receivedAt(time('10:06'));
    const decision = decide([second, first], { links });
    expect(decision?.opening.openedAt).toBe(time('10:00'));
    expect(answer(decision)).toBe('credited to ANNA by ref_code');
  });

  it('of two messages in the same moment is the same one for everybody', () => {
    const one = aMessage(time('10:00')).named('a');
    const other = aMessage(time('10:00')).named('b');
    for (const seen of [
      [one, other],
      [other, one],
    ]) {
      expect(decide(seen)?.opening.signalKey).toBe(one.build().key);
    }
  });

  it('has not happened while the person only opened the thread', () => {
    expect(decide([aReferral(time('10:00')).withRefOf(anna)], { links })).toBeUndefined();
  });
});

describe('the grace after the opening', () => {
  const hi = aMessage(time('10:00'));
  const typedAfter = (ms: number) => answer(decide([hi, aMessage(time('10:00') + ms).typingCodeOf(anna)], { links }));

  it('ends after fifteen minutes, of which the last millisecond counts', () => {
    expect(typedAfter(15 * minute)).toBe('credited to ANNA by text_code');
    expect(typedAfter(15 * minute + 1)).toBe('organic');
  });

  it('ends after the third readable message, in the order they were written and not received', () => {
    const chat = ['10:01', '10:02'].map((at) => aMessage(time(at)).receivedAt(time('10:08')));
    const third = aMessage(time('10:02')).named('third').typingCodeOf(anna).receivedAt(time('10:08'));
    const fourth = aMessage(time('10:03')).typingCodeOf(anna).receivedAt(time('10:04'));
    expect(answer(decide([hi, ...chat.slice(0, 1), third], { links }))).toBe('credited to ANNA by text_code');
    expect(answer(decide([hi, fourth, ...chat], { links }))).toBe('organic');
  });

  it('is for its own conversation: a code typed in another one proves nothing about this', () => {
    const elsewhere = aMessage(time('10:01')).inConversation('cnv_OTHER').typingCodeOf(anna);
    expect(answer(decide([hi, elsewhere], { links }))).toBe('organic');
  });

  it('takes a code whose click was made before the opening, or in its moment', () => {
    const typed = (clickedAt: number) =>
      answer(
        decide([hi, aMessage(time('10:01')).typingCodeWithClickOf(anna, clickedAt)], {
          links,
          clicks: [aClick(anna, clickedAt)],
        }),
      );
    expect(typed(time('09:59'))).toBe('credited to ANNA by click_token');
    expect(typed(time('10:00'))).toBe('credited to ANNA by click_token');
    expect(typed(time('10:00:00.001'))).toBe('organic');
  });
});

describe('who wrote first', () => {
  const opening = aMessage(time('10:00'));
  const flagsOf = (...seen: Parameters<typeof decide>[0]) => decide([...seen, opening], { links })?.flags;

  it('is the business only where it wrote in this conversation, and before', () => {
    expect(flagsOf(anEcho(time('09:59:59.999')))).toEqual(['business-wrote-first']);
    expect(flagsOf(anEcho(time('10:00')))).toEqual([]);
    expect(flagsOf(anEcho(time('10:01')))).toEqual([]);
    expect(flagsOf(anEcho(time('09:00')).inConversation('cnv_OTHER'))).toEqual([]);
  });

  it('cannot be told within one second on WhatsApp, so it was not the business', () => {
    const seen = [anEcho(time('10:00:05.100')).onWhatsApp(), aMessage(time('10:00:05.900')).onWhatsApp()];
    expect(decide(seen)?.flags).toEqual([]);
  });
});

describe('a thread that is older than Whence', () => {
  const opening = aMessage(time('10:00'));
  const referral = aReferral(time('09:59')).withRefOf(anna);

  it('began with a referral before the first message', () => {
    expect(decide([referral, opening], { links })?.flags).toEqual(['existing-thread']);
  });

  it('did not begin with a referral at the moment of the message, or after it', () => {
    expect(decide([aReferral(time('10:00')).withRefOf(anna), opening], { links })?.flags).toEqual([]);
    expect(decide([opening, aReferral(time('10:01')).withRefOf(anna)], { links })?.flags).toEqual([]);
  });

  it('did not begin with a chat that was merely opened: nothing led there', () => {
    expect(decide([aReferral(time('09:59')), opening], { links })?.flags).toEqual([]);
  });

  it('did not begin with what the business wrote', () => {
    const flags = decide([anEcho(time('09:58')), referral, opening], { links })?.flags;
    expect(flags).toEqual(['business-wrote-first']);
  });
});

describe('whole seconds', () => {
  it('are compared as whole seconds, whichever of the two is told in them', () => {
    const opening = aMessage(time('10:00:05.200')).onWhatsApp();
    const sameSecond = aReferral(time('10:00:05.900')).withRefOf(anna);
    const nextSecond = aReferral(time('10:00:06')).withRefOf(anna);
    expect(answer(decide([opening, sameSecond], { links }))).toBe('credited to ANNA by ref_code');
    expect(answer(decide([opening, nextSecond], { links }))).toBe('organic');
  });
});
