import { describe, expect, it } from '@jest/globals';
import { whatsAppIdentity, whatsAppParticipant } from './whatsapp-participant.js';

describe('a person on WhatsApp', () => {
  it('is told by the form of the id', () => {
    expect(whatsAppIdentity('15550002222')).toEqual({ kind: 'waId', value: '15550002222' });
    expect(whatsAppIdentity('+15550002222')).toEqual({ kind: 'waId', value: '15550002222' });
    expect(whatsAppIdentity('US.90000000000000000001')).toEqual({ kind: 'bsuid', value: 'US.90000000000000000001' });
    expect(whatsAppIdentity('US.ENT.900')).toEqual({ kind: 'parentBsuid', value: 'US.ENT.900' });
    for (const other of ['', 'ana', '@ana.test', '66f0c0']) expect(whatsAppIdentity(other)).toBeUndefined();
  });

  it('goes by the phone first, whatever the order of the fields', () => {
    expect(whatsAppParticipant({ ids: ['US.900', '15550002222'], parentUserIds: ['US.ENT.1'] })).toEqual([
      { kind: 'waId', value: '15550002222' },
      { kind: 'bsuid', value: 'US.900' },
      { kind: 'parentBsuid', value: 'US.ENT.1' },
    ]);
  });

  it('has one phone: a second one is not joined', () => {
    expect(whatsAppParticipant({ ids: ['15550002222', '15550003333'] })).toEqual([
      { kind: 'waId', value: '15550002222' },
    ]);
  });

  it('keeps a user id whose form is new, where the field says what it is', () => {
    expect(whatsAppParticipant({ ids: [undefined], userIds: ['new_form'] })).toEqual([
      { kind: 'bsuid', value: 'new_form' },
    ]);
  });

  it('is nobody without an id', () => {
    expect(whatsAppParticipant({ ids: [undefined, 'ana'] })).toBeUndefined();
  });
});
