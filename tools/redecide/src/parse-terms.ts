import {
  settingChoices,
  settingMaxima,
  type OtherProgramTerms,
  type OtherTerms,
} from '@whence/attribution-application';
import type { ProgramId } from '@whence/attribution-domain';
import { programDaysMax } from '@whence/catalog';

export type ParsedTerms =
  | { readonly kind: 'terms'; readonly terms: OtherTerms }
  /** Each with the path of what is wrong. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Terms that a workspace could set, some or all of them; nothing else is taken. */
export const parseTerms = (content: unknown): ParsedTerms => {
  const problems = problemsIn(content, '', { settings: problemsInSettings, programs: problemsInPrograms });
  if (problems.length > 0) return { kind: 'problems', problems };
  const { settings = {}, programs = {} } = content as TermsContent;
  return {
    kind: 'terms',
    terms: { settings, programs: new Map(Object.entries(programs) as [ProgramId, OtherProgramTerms][]) },
  };
};

interface TermsContent {
  readonly settings?: OtherTerms['settings'];
  readonly programs?: Readonly<Record<ProgramId, OtherProgramTerms>>;
}

/** What is wrong with a value at a path. */
type Check = (value: unknown, path: string) => readonly string[];

const must =
  (be: string, isSo: (value: unknown) => boolean): Check =>
  (value, path) =>
    isSo(value) ? [] : [`${path}: must be ${be}`];

const oneOf = (choices: readonly string[]): Check =>
  must(`one of ${choices.join(', ')}`, (value) => choices.some((choice) => choice === value));

const wholeNumber = (min: number, max: number): Check =>
  must(
    `a whole number from ${min} to ${max}`,
    (value) => typeof value === 'number' && Number.isInteger(value) && min <= value && value <= max,
  );

const settingChecks: Readonly<Record<keyof OtherTerms['settings'], Check>> = {
  model: oneOf(settingChoices.model),
  precedence: oneOf(settingChoices.precedence),
  openingGraceMinutes: wholeNumber(0, settingMaxima.openingGraceMinutes),
  finalizationHours: wholeNumber(0, settingMaxima.finalizationHours),
  existingThreads: oneOf(settingChoices.existingThreads),
  inference: oneOf(settingChoices.inference),
};

const programChecks: Readonly<Record<keyof OtherProgramTerms, Check>> = {
  windowDays: wholeNumber(1, programDaysMax),
  paysInferred: must('true or false', (value) => typeof value === 'boolean'),
};

const problemsInSettings: Check = (value, path) => problemsIn(value, path, settingChecks);

const programIdPattern = /^prg_[0-9A-HJKMNP-TV-Z]{26}$/;

const problemsInPrograms: Check = (value, path) =>
  isObject(value)
    ? Object.entries(value).flatMap(([id, terms]) =>
        programIdPattern.test(id)
          ? problemsIn(terms, `${path}.${id}`, programChecks)
          : [`${path}.${id}: must be the id of a program, prg_ and 26 characters`],
      )
    : [`${path}: must be an object`];

const problemsIn = (value: unknown, path: string, checks: Readonly<Record<string, Check>>): readonly string[] => {
  if (!isObject(value)) return [`${path === '' ? 'the file' : path}: must be an object`];
  return Object.entries(value).flatMap(([field, given]) => {
    const at = path === '' ? field : `${path}.${field}`;
    const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
    return check === undefined ? [`${at}: is not known`] : check(given, at);
  });
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
