import { describe, expect, it } from '@jest/globals';
import { aLink, aMessage, aReferral, connectionOf, time } from '@whence/attribution-testing';

import type { Signal, SignalCopy } from './signal-copy.js';
import { mergeCopies } from './merge-copies.js';

const anna = aLink('ANNA');
const ben = aLink('BEN');
const at = time('10:00');
const message = aMessage(at).named('mid.1');
const zernios = message.through('zernio');

/** The one signal that these copies come to, in whatever order they are told. */
const merged = (...copies: readonly SignalCopy[]): Signal => {
  const [signal, ...others] = mergeCopies(copies);
  if (signal === undefined || others.length > 0) throw new Error('these are not copies of one message');
  expect(mergeCopies([...copies].reverse())).toEqual([signal]);
  return signal;
};

describe('copies of one message', () => {
  it('are one signal that both connections have seen, received when the first of them was', () => {
    const signal = merged(message.receivedAt(at + 9_000).build(), zernios.receivedAt(at + 2_000).build());
    expect(signal.seenBy).toEqual([connectionOf('meta-graph'), connectionOf('zernio')].sort());
    expect(signal.firstReceivedAt).toBe(at + 2_000);
  });

  it("have the platform's time where any copy tells it, though a vendor's be earlier", () => {
    const builtEarlier = aMessage(at - 700)
      .named('mid.1')
      .through('zernio')
      .stampedByVendor();
    expect(merged(message.build(), builtEarlier.build()).occurredAt).toMatchObject({ at, clock: 'platform' });
  });

  it("of one vendor have the platform's time too, where one of them passes it on", () => {
    const built = aMessage(at - 700)
      .named('mid.1')
      .through('zernio')
      .stampedByVendor();
    expect(merged(zernios.build(), built.build()).occurredAt).toMatchObject({ at, clock: 'platform' });
  });

  it('have the earliest time that the platform tells, whoever passes it on', () => {
    const told = aMessage(at + 400).named('mid.1');
    expect(merged(message.build(), told.through('zernio').build()).occurredAt.at).toBe(at);
    expect(merged(zernios.build(), told.build()).occurredAt.at).toBe(at);
  });

  it('were readable and forwarded where any of them was', () => {
    expect(merged(message.unreadable().build(), zernios.build())).toMatchObject({ isReadable: true });
    expect(merged(message.forwarded().build(), zernios.build())).toMatchObject({ isForwarded: true });
    expect(merged(message.build(), zernios.build())).toMatchObject({ isForwarded: false });
    expect(merged(message.unreadable().build(), zernios.unreadable().build())).toMatchObject({ isReadable: false });
  });

  it('unite what they carry, in one order for everybody', () => {
    const signal = merged(message.typingCodeOf(ben).build(), zernios.withRefOf(anna).typingCodeOf(anna).build());
    const ids = signal.references.map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids).toEqual([...ids].sort());
  });

  it("let the platform's word stand where the vendor's differs, and take from the vendor's what it leaves out", () => {
    const fromMeta = message.withRef('OF META').build();
    const fromZernio = zernios.withRef('ANOTHER').build();
    const withAd = fromZernio.references.map((reference) => ({ ...reference, adId: '77' }));
    expect(merged(fromMeta, { ...fromZernio, references: withAd }).references).toMatchObject([
      { ref: 'OF META', adId: '77', delivered: { ref: 'OF META' } },
    ]);
  });

  it('of one vendor let the one with the platform’s time speak, whatever an earlier build time says', () => {
    const stored = aMessage(at - 700)
      .named('mid.1')
      .through('zernio')
      .stampedByVendor();
    expect(merged(zernios.withRef('SAID').build(), stored.withRef('A').build()).references).toMatchObject([
      { ref: 'SAID' },
    ]);
  });

  it('of one provider that differ are settled alike, whichever came first', () => {
    expect(merged(message.withRef('A').build(), message.withRef('B').build()).references).toMatchObject([{ ref: 'A' }]);
  });
});

describe('a message that was told once', () => {
  it('carries a reference once, though a copy should tell of it twice, alone or beside another', () => {
    const copy = message.withRefOf(anna).build();
    const twice = { ...copy, references: [...copy.references, ...copy.references] };
    expect(merged(twice).references).toEqual(copy.references);
    expect(merged(twice, zernios.build()).references).toEqual(copy.references);
  });

  it('is the signal itself, with what it carries in the same order as a message that was told twice', () => {
    const copy = message.withRefOf(anna).typingCodeOf(ben).typingCodeOf(anna).build();
    expect(merged(copy)).toEqual(merged(copy, copy));
  });

  it('stays apart from others', () => {
    expect(mergeCopies([message.build(), aReferral(at).build()])).toHaveLength(2);
  });
});
