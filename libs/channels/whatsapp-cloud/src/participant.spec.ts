import { describe, expect, it } from '@jest/globals';
import { knowContacts, senderOf } from './participant.js';

const place = (contacts: readonly unknown[], isAlone = true) => ({
  contacts: knowContacts(contacts),
  isAlone,
});
const phone = { kind: 'waId', value: '15550002222' };

describe('the sender of a message', () => {
  it('is completed by its contact, whatever the order of the contacts', () => {
    const contacts = [
      { wa_id: '15550003333', user_id: 'US.3' },
      { wa_id: '15550002222', user_id: 'US.2' },
    ];
    const sender = [phone, { kind: 'bsuid', value: 'US.2' }];
    expect(senderOf({ from: '15550002222' }, place(contacts, false))).toEqual(sender);
    expect(senderOf({ from: '15550002222' }, place([...contacts].reverse(), false))).toEqual(sender);
  });

  it('keeps its own phone where the lone contact spells it otherwise', () => {
    expect(senderOf({ from: '15550002222' }, place([{ wa_id: '1550002222', user_id: 'US.2' }]))).toEqual([
      phone,
      { kind: 'bsuid', value: 'US.2' },
    ]);
  });

  it('never takes an id from another person’s contact', () => {
    const another = [{ wa_id: '15550003333', user_id: 'US.3' }];
    expect(senderOf({ from: '15550002222' }, place(another, false))).toEqual([phone]);
    expect(senderOf({ from_user_id: 'US.2' }, place(another))).toEqual([{ kind: 'bsuid', value: 'US.2' }]);
    expect(senderOf({}, place(another, false))).toBeUndefined();
  });

  it('takes the empty ids of early drafts as absent', () => {
    expect(senderOf({ from: '', from_user_id: 'US.2' }, place([{ wa_id: '', user_id: 'US.2' }]))).toEqual([
      { kind: 'bsuid', value: 'US.2' },
    ]);
  });
});
