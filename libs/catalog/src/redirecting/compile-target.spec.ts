import { describe, expect, it } from '@jest/globals';
import { makeTextCode } from '@whence/codes';
import fc from 'fast-check';

import { compileTarget, phoneDigits, type AccountAddress } from './compile-target.js';

const instagram: AccountAddress = { channel: 'instagram', handle: 'brand.br' };
const messenger: AccountAddress = { channel: 'messenger', handle: 'brand', metaId: '104500000000001' };
const whatsApp: AccountAddress = { channel: 'whatsapp', handle: 'Brand', phone: '+55 (11) 99999-0000' };
const marks = { ref: 'ANNA10', text: 'WH-K7M4Q2C-A2B9XY' };

describe('where a link leads', () => {
  it('is the Instagram account, with the ref', () => {
    expect(compileTarget({}, instagram, marks)).toBe('https://ig.me/m/brand.br?ref=ANNA10');
  });

  it('is the Page, with the ref, and with a draft where the link has a message', () => {
    expect(compileTarget({}, messenger, marks)).toBe('https://m.me/brand?ref=ANNA10');
    expect(compileTarget({ message: 'Olá' }, messenger, marks)).toBe(
      'https://m.me/brand?ref=ANNA10&text=Ol%C3%A1%20WH-K7M4Q2C-A2B9XY',
    );
  });

  it('is the Page by its id where its name cannot stand in an URL', () => {
    expect(compileTarget({}, { ...messenger, handle: 'Brand do Brasil' }, marks)).toBe(
      'https://m.me/104500000000001?ref=ANNA10',
    );
  });

  it('is the WhatsApp number in digits, with the code in a draft', () => {
    expect(compileTarget({}, whatsApp, marks)).toBe('https://wa.me/5511999990000?text=Hi!%20WH-K7M4Q2C-A2B9XY');
  });

  it('is the number that stands for the account where that is its name', () => {
    const { channel } = whatsApp;
    expect(compileTarget({}, { channel, handle: '+55 11 99999-0000' }, marks)).toContain('wa.me/5511999990000?');
  });

  it.each([
    ['a WhatsApp account without a number', { channel: 'whatsapp', handle: 'Brand' }],
    ['a WhatsApp number without its country', { channel: 'whatsapp', handle: 'Brand', phone: '011 9999 0000' }],
    ['a Page whose name is no name and whose id is unknown', { channel: 'messenger', handle: 'Brand do Brasil' }],
    ['an Instagram account whose handle walks up the path', { channel: 'instagram', handle: '..' }],
    ['an Instagram account whose handle has a query', { channel: 'instagram', handle: 'brand?ref=evil' }],
    ['an Instagram account whose handle is a host', { channel: 'instagram', handle: '@evil.test/' }],
  ] as const)('is nowhere for %s', (_, account) => expect(compileTarget({}, account, marks)).toBeUndefined());

  it('carries whatever stands in a message and a ref to the other side, and never a plus sign', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(text, text, fc.constantFrom(messenger, whatsApp), (message, ref, account) => {
        const target = compileTarget({ message }, account, { ref, text: marks.text }) ?? '';
        expect(target).not.toContain('+');
        const { searchParams } = new URL(target);
        expect(searchParams.get('text')).toBe(`${message} ${marks.text}`);
        if (account.channel === 'messenger') expect(searchParams.get('ref')).toBe(ref);
      }),
    );
  });

  it('is one of the three platforms, whatever an account is called', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('//evil.test', '/\\evil.test', 'good@evil.test', 'evil.test#', '..', '.', '%2e%2e', 'a/../..'),
    );
    const account = fc.record({
      channel: fc.constantFrom('instagram' as const, 'messenger' as const, 'whatsapp' as const),
      handle: anything,
      metaId: anything,
      phone: anything,
    });
    fc.assert(
      fc.property(account, (address) => {
        const target = compileTarget({}, address, { ref: 'R', text: makeTextCode(7) });
        if (target === undefined) return;
        const { protocol, hostname, port, username, pathname } = new URL(target);
        expect([protocol, port, username]).toEqual(['https:', '', '']);
        expect({ instagram: 'ig.me', messenger: 'm.me', whatsapp: 'wa.me' }[address.channel]).toBe(hostname);
        expect(pathname).toMatch(/^\/(m\/)?[A-Za-z0-9_][A-Za-z0-9._-]*$/);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the digits of a number', () => {
  it.each([
    ['+55 (11) 99999-0000', '5511999990000'],
    ['4915112345678', '4915112345678'],
    ['1.202.555.0100', '12025550100'],
  ])('of %s are %s', (text, digits) => expect(phoneDigits(text)).toBe(digits));

  it.each(['', '+', '0049 151 1234', '123456', '1234567890123456', '55119x', '٠١٢٣٤٥٦٧٨'])('are none for %j', (text) =>
    expect(phoneDigits(text)).toBeUndefined(),
  );
});
