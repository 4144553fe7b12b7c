import type { LinkFacts } from '@whence/attribution-domain';
import { makeTextCode } from '@whence/codes';
import { onlyKnown } from '@whence/signals';
import fc from 'fast-check';

import {
  aSignal,
  aThreadOpening,
  instagramAccount,
  referralTo,
  theWorkspace,
  type ApplicationWorld,
  type Delivery,
} from './application-world.js';
import { aLink } from './link.builder.js';
import { time } from './times.js';

const minute = 60_000;
const codes = { ANNA: makeTextCode(4_711), BEN: makeTextCode(815) };
const links = [
  { ...aLink('ANNA').build(), textCode: codes.ANNA },
  { ...aLink('BEN').build(), textCode: codes.BEN },
];
const texts = [
  undefined,
  'hi!',
  `hi! ${codes.ANNA}`,
  `${codes.BEN} says hi`,
  `${codes.ANNA} or ${codes.BEN}?`,
  `${makeTextCode(1)}, whoever that is`,
  codes.ANNA.slice(0, -1),
];

/** Where things happen: the use cases, and the links that the catalogue has. */
export interface Place {
  readonly world: ApplicationWorld;
  readonly links: LinkFacts[];
}

/** Something that happens, once or more often, at whatever time. */
export interface Happening {
  readonly name: string;
  readonly takesPlaceIn: (place: Place) => Promise<unknown>;
  /** What was delivered, where that is what happens. */
  readonly delivery?: Delivery;
}

const delivered = (name: string, deliveries: readonly Delivery[]): Happening => ({
  name,
  takesPlaceIn: ({ world }) => world.deliver(...deliveries),
  ...onlyKnown({ delivery: deliveries.length === 1 ? deliveries[0] : undefined }),
});

/** The same, and deliveries that come one after the other are recorded together. */
export const recordedTogether = (all: readonly Happening[]): readonly Happening[] => {
  const happenings: Happening[] = [];
  let together: Delivery[] = [];
  const record = (): void => {
    if (together.length > 0) happenings.push(delivered(`${together.length} together`, together));
    together = [];
  };
  for (const happening of all) {
    if (happening.delivery !== undefined) together.push(happening.delivery);
    else {
      record();
      happenings.push(happening);
    }
  }
  record();
  return happenings;
};

const aDelivery: fc.Arbitrary<Happening> = fc
  .record({
    minutes: fc.integer({ min: 0, max: 40 }),
    by: fc.constantFrom('1', '2'),
    messageId: fc.constantFrom('a', 'b', 'c', undefined),
    ref: fc.constantFrom('ANNA10', 'BEN10', 'NOBODY', undefined),
    adId: fc.constantFrom('77', undefined),
    text: fc.constantFrom(...texts),
    isForwarded: fc.boolean(),
    isReadable: fc.boolean(),
    through: fc.constantFrom('zernio' as const, 'meta-graph' as const),
    isThreadOpening: fc.boolean(),
    receivedAt: fc.integer({ min: 0, max: 30 }).map((minutes) => time('11:00') + minutes * minute),
  })
  .map(({ minutes, by, messageId, ref, adId, text, through, isThreadOpening, receivedAt, ...rest }) => {
    const at = time('10:00') + minutes * minute;
    const referral = ref === undefined ? {} : { referral: { ...referralTo(ref), ...onlyKnown({ adId }) } };
    const id = messageId === undefined ? {} : { platformMessageId: `${by}${messageId}` };
    const told = { ...rest, ...onlyKnown({ text }) };
    const signal = isThreadOpening
      ? aThreadOpening(at, ref ?? 'ANNA10', by)
      : aSignal({ at, by, ...id, ...referral, ...told });
    return delivered(`${signal.kind} ${by}`, [{ through, receivedAt, signals: [signal] }]);
  });

const aConversion: fc.Arbitrary<Happening> = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    by: fc.constantFrom('1', '2'),
    naming: fc.constantFrom('identity', 'user', 'both'),
  })
  .map(({ number, by, naming }) => {
    const channelIdentity = { channelAccountId: instagramAccount, participantId: by };
    const contact = {
      ...(naming === 'user' ? {} : { channelIdentity }),
      ...(naming === 'identity' ? {} : { externalUserId: `user-${by}` }),
    };
    const externalId = `${by} ${naming} ${number}`;
    const occurredAt = time('10:00') + number * 10 * minute;
    const report = {
      workspaceId: theWorkspace,
      id: `cvn_${externalId}`,
      type: 'lead',
      externalId,
      contact,
      occurredAt,
    } as const;
    return { name: `conversion ${externalId}`, takesPlaceIn: ({ world }) => world.recordConversion.run(report) };
  });

const aRegistration: fc.Arbitrary<Happening> = fc.constantFrom(...links).map((link) => ({
  name: `link ${link.refCode}`,
  takesPlaceIn: async ({ links: known, world }) => {
    if (!known.some(({ id }) => id === link.id)) known.push(link);
    await world.redecide.run(theWorkspace, {
      refCodes: [link.refCode],
      textCodes: [link.textCode],
      linkIds: [link.id],
    });
  },
}));

/** Deliveries about two people, conversions of theirs, and links that are registered, before anything is final. */
export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: aDelivery }, { weight: 2, arbitrary: aConversion }, aRegistration),
  {
    minLength: 2,
    maxLength: 9,
  },
);
