import type { Chance } from '../chance.js';
import type { DraftEdit } from '../people/story.js';

const greetings = [
  'Hi!',
  'Hello, is anybody there?',
  'Olá, tudo bem? 😊',
  'Guten Tag, ich hätte eine Frage…',
  '¿Cuánto cuesta?',
  'salut ! vous livrez à Genève ?',
  'はじめまして',
  'مرحبا',
  'Can I order two of the blue ones, please?',
] as const;

export const greeting = (chance: Chance): string => chance.oneOf(greetings);

/** The code in a draft, with the part that names the click: `WH-K7M4Q2C-ABCDEF`. */
const code = /WH-([A-Z0-9]{7})(?:-([A-Z0-9]{6}))?/;

/** What a person sends of a WhatsApp draft. */
export const editDraft = (draft: string, edit: DraftEdit | undefined, chance: Chance): string => {
  switch (edit) {
    case undefined:
      return draft;
    case 'rewritten':
      return rewritten(draft, chance);
    case 'click-deleted':
      return draft.replace(code, 'WH-$1');
    case 'code-damaged':
      return draft.replace(code, (found) => damaged(found, chance));
    case 'code-deleted':
      return draft.replace(code, '').trim();
  }
};

/** Everything may change but the characters of the code. */
const rewritten = (draft: string, chance: Chance): string => {
  const found = code.exec(draft)?.[0] ?? '';
  return chance.oneOf([
    `hi!! saw this on insta 😍 ${found.toLowerCase()}`,
    draft.toLowerCase(),
    `${greeting(chance)}\n\n${draft}`,
    `“${found}” – that is what I was told to write`,
    `${found.toLowerCase()}, thanks!`,
    `👉${found}👈 ${greeting(chance)}`,
  ]);
};

/** Where a digit stands and where a letter: a slip keeps to what people take for each other. */
const others = { digit: '23456789', letter: 'ABCDEFGHJKMNPQRSTUVWXYZ' } as const;

const damaged = (found: string, chance: Chance): string => {
  const place = 'WH-'.length + chance.below(7);
  const character = found.charAt(place);
  const kind = /\d/.test(character) ? others.digit : others.letter;
  const wrong = chance.oneOf([...kind].filter((other) => other !== character));
  return `${found.slice(0, place)}${wrong}${found.slice(place + 1)}`;
};
