import { randomBytes, randomInt } from 'node:crypto';

import type { Person } from '../people/person.js';
import type { Channel } from '../people/story.js';

/** What makes one run's names its own: any number of runs may share a database. */
export interface Run {
  /** Six characters for keys, handles and names. */
  readonly name: string;
  /** Eight digits for what platforms number. */
  readonly digits: string;
  /** When it began, UTC milliseconds. */
  readonly startedAt: number;
}

const digitsLength = 8;
const personDigits = 6;

export const newRun = (startedAt: number): Run => ({
  name: randomBytes(3).toString('hex'),
  digits: randomInt(10 ** digitsLength)
    .toString()
    .padStart(digitsLength, '0'),
  startedAt,
});

/** The ids that a platform knows a person by. */
export interface Participant {
  /** What the API shows: IGSID, PSID, phone digits, or the business-scoped user id of who hides the number. */
  readonly id: string;
  /** WhatsApp only, and not of those who hide it. */
  readonly phone?: string;
  /** WhatsApp only. */
  readonly userId?: string;
}

const firstDigits: Readonly<Record<Channel, string>> = { instagram: '88', messenger: '73', whatsapp: '1' };

export const participantOf = (person: Person, run: Run): Participant => {
  const number = `${run.digits}${person.number.toString().padStart(personDigits, '0')}`;
  const id = `${firstDigits[person.channel]}${number}`;
  if (person.channel !== 'whatsapp') return { id };
  const userId = `DE.9${number}`;
  return person.hidesPhone ? { id: userId, userId } : { id, phone: id, userId };
};
