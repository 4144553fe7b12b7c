import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { MasterKey, WeakMasterKeyViolation } from './master-key.js';

const oldRoot = 'the root before the rotation, long enough';
const newRoot = 'the root after the rotation, long enough!';
const keys = new MasterKey(newRoot);
const rotated = new MasterKey(newRoot, oldRoot);
const before = new MasterKey(oldRoot);

describe('a master key', () => {
  it('shorter than 32 characters is none, and neither is such a previous one', () => {
    expect(() => new MasterKey('short')).toThrow(WeakMasterKeyViolation);
    expect(() => new MasterKey(newRoot, 'short')).toThrow(WeakMasterKeyViolation);
  });
});

describe('what is sealed', () => {
  it('opens to the same bytes, in the same workspace', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plain) => {
        expect(keys.open('wsp_1', keys.seal('wsp_1', plain))).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('does not open in another workspace', () => {
    expect(() => keys.open('wsp_2', keys.seal('wsp_1', 'text'))).toThrow();
  });

  it('does not open once a bit of it was changed', () => {
    const sealed = keys.seal('wsp_1', 'a text');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (position, bit) => {
        const changed = Buffer.from(sealed);
        changed[position] = (changed[position] ?? 0) ^ (1 << bit);
        expect(() => keys.open('wsp_1', changed)).toThrow();
      }),
    );
  });

  it('does not open once it was cut', () => {
    const sealed = keys.seal('wsp_1', 'a text');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => keys.open('wsp_1', sealed.subarray(0, length))).toThrow();
    }
  });

  it('shows nothing of the text, not even that two texts are equal', () => {
    expect(keys.seal('wsp_1', 'a text')).not.toEqual(keys.seal('wsp_1', 'a text'));
    expect(keys.seal('wsp_1', 'a text').includes('a text')).toBe(false);
  });

  it('still opens after a rotation, as long as the previous root is given', () => {
    const sealed = before.seal('wsp_1', 'a text');
    expect(rotated.open('wsp_1', sealed).toString()).toBe('a text');
    expect(() => keys.open('wsp_1', sealed)).toThrow();
    expect(keys.open('wsp_1', rotated.seal('wsp_1', 'new')).toString()).toBe('new');
  });
});

describe('a MAC', () => {
  it('is 32 bytes that depend on root, purpose and content', () => {
    const mac = keys.mac('click-token', 'content');
    expect(mac).toHaveLength(32);
    expect(keys.mac('click-token', Buffer.from('content'))).toEqual(mac);
    expect(keys.mac('other', 'content')).not.toEqual(mac);
    expect(keys.mac('click-token', 'other')).not.toEqual(mac);
    expect(before.mac('click-token', 'content')).not.toEqual(mac);
  });

  it('of before a rotation can be checked after it', () => {
    expect(rotated.previousMac('click-token', 'content')).toEqual(before.mac('click-token', 'content'));
    expect(keys.previousMac('click-token', 'content')).toBeUndefined();
  });
});

describe('a pseudonym', () => {
  it('is the same for the same id in the same workspace, and another in another', () => {
    expect(keys.pseudonym('wsp_1', '17841400000000501')).toBe(keys.pseudonym('wsp_1', '17841400000000501'));
    expect(keys.pseudonym('wsp_1', '17841400000000501')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(keys.pseudonym('wsp_2', '17841400000000501')).not.toBe(keys.pseudonym('wsp_1', '17841400000000501'));
  });

  it('differs from the MAC that any other purpose has of the same text', () => {
    expect(keys.mac('wsp_1', 'id').toString('base64url')).not.toBe(keys.pseudonym('wsp_1', 'id'));
  });
});
