import { describe, expect, it } from '@jest/globals';
import { translateBytes } from '../test/fixtures.js';

const written = ({ number = '"402000000000002"', from = '"15550002222"', ad = '"1"', time = '"1792200000"' }) =>
  Buffer.from(`{"object":"whatsapp_business_account","entry":[{"id":301000000000001,"changes":[{"field":"messages","value":{
    "metadata":{"phone_number_id":${number}},"messages":[{"from":${from},"id":"wamid.1","timestamp":${time},"type":"text",
    "text":{"body":"hi"},"referral":{"source_id":${ad},"source_type":"ad","ctwa_clid":"Aff-test"}}]}}]}]}`);

const signalOf = (parts: Parameters<typeof written>[0]) => translateBytes(written(parts)).signals[0];

describe('what WhatsApp sends is read to the last digit', () => {
  it.each(['9007199254740993', '120226305854810779'])('the ad %s, although its id came bare', (id) => {
    expect(signalOf({ ad: id })).toMatchObject({ referral: { adId: id, delivered: { source_id: id } } });
  });

  it('the numbers of both sides, although they came bare', () => {
    expect(signalOf({ number: '40200000000000000003', from: '15550002222' })).toMatchObject({
      account: { kind: 'phoneNumberId', value: '40200000000000000003' },
      participant: [{ kind: 'waId', value: '15550002222' }],
    });
  });

  it.each(['"1792200000"', '1792200000', '"1792200000000"', '1792200000000', '"2026-10-17T00:00:00Z"'])(
    'the time %s, which is worth whole seconds however it came',
    (time) => {
      const at = time.includes('T') ? Date.parse('2026-10-17T00:00:00Z') : 1792200000000;
      expect(signalOf({ time })?.occurredAt).toEqual({ at, precisionMs: 1000, clock: 'platform' });
    },
  );
});
