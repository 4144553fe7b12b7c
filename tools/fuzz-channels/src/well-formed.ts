import type { ConversationSignal, Translation } from '@whence/signals';

const channels = ['instagram', 'messenger', 'whatsapp'];
const accountKinds = ['metaId', 'phoneNumberId', 'wabaId', 'zernioAccountId'];
const identityKinds = ['igsid', 'psid', 'waId', 'bsuid', 'parentBsuid'];
const signalKinds = ['message-received', 'thread-opened', 'business-wrote', 'conversation-started', 'identity-changed'];
const forms = ['message', 'postback'];
const kebabCase = /^[a-z]+(?:-[a-z]+)*$/;
const countableName = /^[\w.:-]{1,130}$/;
const idCharactersMax = 512;

/** What is wrong with a translation, whatever it was made from; nothing where it is as its type says. */
export const faultsOf = ({ signals, unreadable, ignored }: Translation): readonly string[] => [
  ...signals.flatMap(signalFaults),
  ...unreadable.flatMap(({ path, reason }) => [
    ...unless(isText(path), 'an unreadable item has no path'),
    ...unless(kebabCase.test(reason), `the reason "${reason}" is no stable name`),
    ...unless(reason !== 'translator-failed', `a reader failed at ${path}`),
  ]),
  ...ignored.flatMap((name) => unless(countableName.test(name), `"${name}" cannot be counted under`)),
];

const signalFaults = (signal: ConversationSignal): readonly string[] => [
  ...unless(signalKinds.includes(signal.kind), `the kind "${signal.kind}" is none`),
  ...unless(channels.includes(signal.channel), `the channel "${signal.channel}" is none`),
  ...unless(accountKinds.includes(signal.account.kind) && isId(signal.account.value), 'the account is none'),
  ...unless(isSomebody(signal.participant), 'the participant is nobody'),
  ...unless(isMoment(signal.occurredAt), 'the time is none'),
  ...unless(isId(signal.platformMessageId ?? 'none'), 'the message id is none'),
  ...unless(signal.kind !== 'identity-changed' || isSomebody(signal.previous), 'the person of before is nobody'),
  ...('referral' in signal ? referralFaults(signal.referral) : []),
  ...(signal.kind === 'message-received' ? messageFaults(signal) : []),
  ...unless(
    Object.values(signal).every((field) => field !== undefined),
    'a field is there and undefined',
  ),
];

const referralFaults = ({ ref, adId, ctwaClid, delivered }: NonNullable<Referral>): readonly string[] => [
  ...unless(ref === undefined || /^[A-Za-z0-9_=-]{1,2083}$/.test(ref), 'the ref is hostile'),
  ...unless(adId === undefined || isId(adId), 'the ad id is none'),
  ...unless(ctwaClid === undefined || isId(ctwaClid), 'the click id is none'),
  ...unless(typeof delivered === 'object' && !Array.isArray(delivered), 'the referral was not delivered'),
];

type Received = Extract<ConversationSignal, { kind: 'message-received' }>;
type Referral = Received['referral'];

const messageFaults = ({ form, isReadable, isForwarded, text }: Received): readonly string[] => [
  ...unless(forms.includes(form), 'the form is none'),
  ...unless(isMark(isReadable) && isMark(isForwarded), 'a mark is neither true nor false'),
  ...unless(text === undefined || (isText(text) && text !== ''), 'the text is none'),
];

const isSomebody = (identities: ConversationSignal['participant']): boolean =>
  identities.length > 0 && identities.every(({ kind, value }) => identityKinds.includes(kind) && isId(value));

const isMoment = ({ at, precisionMs, clock }: ConversationSignal['occurredAt']): boolean =>
  Number.isSafeInteger(at) && at > 0 && [1, 1000].includes(precisionMs) && ['platform', 'vendor'].includes(clock);

const isId = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= idCharactersMax;

const isText = (value: unknown): boolean => typeof value === 'string';

const isMark = (value: unknown): boolean => typeof value === 'boolean';

const unless = (isRight: boolean, fault: string): readonly string[] => (isRight ? [] : [fault]);
