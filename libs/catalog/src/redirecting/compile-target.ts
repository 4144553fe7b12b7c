import type { Channel } from '@whence/signals';

/** What an account is written to by. */
export interface AccountAddress {
  readonly channel: Channel;
  readonly handle: string;
  /** The Page's id: m.me takes it in place of a user name. */
  readonly metaId?: string;
  /** The WhatsApp number, as it was registered. */
  readonly phone?: string;
}

/** What a target carries so that the opening can be tied to its link, and to its click where there is one. */
export interface TargetMarks {
  /** Travels in `ref` on Instagram and Messenger: a click token, or the link's ref code. */
  readonly ref: string;
  /** Travels in the pre-filled text: the link's text code, with the click part where there is one. */
  readonly text: string;
}

/** The target would leave the platforms that links may lead to. */
export class TargetOutsidePlatformsViolation extends Error {
  constructor(target: string) {
    super(`a link may not lead to ${target}`);
    this.name = 'TargetOutsidePlatformsViolation';
  }
}

const targetHosts: readonly string[] = ['ig.me', 'm.me', 'wa.me'];
const whatsAppMessageDefault = 'Hi!';

// Nothing in a handle may start a path, a query or another host; a leading dot could walk up the path.
const handlePattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const phoneDigitsPattern = /^[1-9][0-9]{6,14}$/;

/**
 * Where a link leads: an URL of Instagram, Messenger or WhatsApp, made only of what was registered. Spaces become `%20`
 * and nothing becomes `+`, which some apps turn into a space. Undefined where the account has no address people can be
 * led to, such as a WhatsApp number that nobody told us.
 */
export const compileTarget = (
  link: { readonly message?: string },
  account: AccountAddress,
  marks: TargetMarks,
): string | undefined => {
  switch (account.channel) {
    case 'instagram':
      return instagramTarget(account, marks);
    case 'messenger':
      return messengerTarget(link, account, marks);
    case 'whatsapp':
      return whatsAppTarget(link, account, marks);
  }
};

/** Whether a handle can stand in an URL of Instagram or Messenger. */
export const isLinkableHandle = (handle: string): boolean => handlePattern.test(handle);

/** The digits of a WhatsApp number as wa.me wants them: country code first, no sign, no zero in front. */
export const phoneDigits = (text: string): string | undefined => {
  const digits = text.replace(/[\s().+-]/g, '');
  return phoneDigitsPattern.test(digits) ? digits : undefined;
};

// `/m/`, as Meta's page on ig.me links has it; ig.me knows no `text`.
const instagramTarget = ({ handle }: AccountAddress, { ref }: TargetMarks): string | undefined =>
  isLinkableHandle(handle) ? onPlatform(`https://ig.me/m/${handle}?ref=${encodeURIComponent(ref)}`) : undefined;

const messengerTarget = (
  { message }: { readonly message?: string },
  { handle, metaId }: AccountAddress,
  { ref, text }: TargetMarks,
): string | undefined => {
  const page = isLinkableHandle(handle) ? handle : metaId;
  if (page === undefined || !isLinkableHandle(page)) return undefined;
  const draft = message === undefined ? '' : `&text=${encodeURIComponent(`${message} ${text}`)}`;
  return onPlatform(`https://m.me/${page}?ref=${encodeURIComponent(ref)}${draft}`);
};

// WhatsApp carries no ref: the draft's text is all there is, and the person may edit it.
const whatsAppTarget = (
  { message }: { readonly message?: string },
  { handle, phone }: AccountAddress,
  { text }: TargetMarks,
): string | undefined => {
  const digits = phoneDigits(phone ?? handle);
  if (digits === undefined) return undefined;
  const draft = encodeURIComponent(`${message ?? whatsAppMessageDefault} ${text}`);
  return onPlatform(`https://wa.me/${digits}?text=${draft}`);
};

const onPlatform = (target: string): string => {
  const { protocol, host } = new URL(target);
  if (protocol !== 'https:' || !targetHosts.includes(host)) throw new TargetOutsidePlatformsViolation(target);
  return target;
};
