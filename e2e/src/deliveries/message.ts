/** What a person writes, whoever delivers it. */
export interface Message {
  /** The platform's own id of the message: the same through every provider. */
  readonly id: string;
  readonly text: string;
  /** UTC milliseconds, by the platform's clock. */
  readonly at: number;
  readonly referral?: Referral;
}

/** Meta's object, as the platform delivers it. */
export type Referral = Readonly<Record<string, unknown>>;

/** What ig.me and m.me links deliver. */
export const linkReferral = (ref: string): Referral => ({ ref, source: 'SHORTLINK', type: 'OPEN_THREAD' });
