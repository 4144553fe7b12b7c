import { describe, expect, it } from '@jest/globals';
import { MasterKey } from '@whence/platform/crypto';
import fc from 'fast-check';

import { readDelivery, sealDelivery, writeDelivery } from './sealed-delivery.js';

const keys = new MasterKey('sealed-delivery-tests-sealed-delivery');
const connection = { id: 'con_01KAQ3ZV5N8T2M4R6P7S9W1X3Y', workspaceId: 'wsp_01KAQ3ZV5N8T2M4R6P7S9W1X3Y' };

describe('a delivery on its way to the inbox', () => {
  it('comes out of the spool as it went in, whatever its bytes and headers', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.dictionary(fc.string(), fc.string({ unit: 'binary' }), { maxKeys: 4 }),
        fc.option(fc.constantFrom('not-json', 'too-deep'), { nil: undefined }),
        (body, headers, malformed) => {
          const given = { connection, body, headers, receivedAt: 1_790_000_000_123 };
          const delivery = sealDelivery(keys, malformed === undefined ? given : { ...given, malformed });
          const read = readDelivery(writeDelivery(delivery));
          expect(read).toEqual(delivery);
          expect(Buffer.from(keys.open(read.workspaceId, read.body))).toEqual(Buffer.from(body));
          expect(JSON.parse(read.headers)).toEqual(JSON.parse(JSON.stringify(headers)));
        },
      ),
    );
  });

  it('shows nothing of its body to whoever reads the disk', () => {
    const body = Buffer.from('{"text":"a secret message"}');
    const delivery = sealDelivery(keys, { connection, body, headers: {}, receivedAt: 0 });
    expect(writeDelivery(delivery).includes('secret message')).toBe(false);
  });

  it('has an id of its own each time, for the same bytes too: a provider may well send them twice', () => {
    const given = { connection, body: Buffer.from('{}'), headers: {}, receivedAt: 0 };
    expect(sealDelivery(keys, given).id).not.toBe(sealDelivery(keys, given).id);
  });

  it('is not made out of what is none', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([9, 0, 0, 0]), Buffer.from([2, 0, 0, 0, 0x7b])]) {
      expect(() => readDelivery(bytes)).toThrow();
    }
  });
});
