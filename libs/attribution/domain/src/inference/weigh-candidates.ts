import { compareTexts } from '../compare-texts.js';
import { cutTo, second, type Instant } from '../time.js';
import type { Candidate, WeighedCandidate } from './inference.js';
import {
  inferenceGapMs,
  nobodysWeight,
  otherDeviceWeight,
  otherLanguageWeight,
  unknownTraitWeight,
} from './inference-limits.js';
import type { DeviceClass } from './recent-click.js';

/** What is known of the person who wrote, and of others who wrote about then. */
export interface Traits {
  readonly deviceClass?: DeviceClass;
  /** Guessed from the text or told by the platform, such as `pt`. */
  readonly language?: string;
  /** When other conversations on the same channel account opened that nothing explains either. */
  readonly otherOpenings: readonly Instant[];
}

interface Weight {
  readonly candidate: Candidate;
  readonly weight: number;
}

/**
 * How likely each link is, likeliest first: its weight as a share of everybody's, nobody's included. So another link, or
 * another conversation that the click may have led to, can only take from it.
 */
export const weighCandidates = (candidates: readonly Candidate[], traits: Traits): readonly WeighedCandidate[] => {
  const weights = heaviestOfEachLink(
    candidates.map((candidate) => ({ candidate, weight: weightOf(candidate, traits) })),
  );
  const everybodysWeight = weights
    .map(({ weight }) => weight)
    // In one order for everybody: sums of fractions depend on it.
    .sort((one, other) => one - other)
    .reduce((sum, weight) => sum + weight, nobodysWeight);
  return weights
    .map(({ candidate, weight }) => ({
      ...candidate,
      likelihood: weight / (everybodysWeight + weight * rivalsFor(candidate, traits).length),
      reasons: reasonsFor(candidate, traits, weights.length - 1),
    }))
    .sort(byLikelihood);
};

/** Clicks of one link do not compete with each other: whichever it was, the same link would be named. */
const heaviestOfEachLink = (weights: readonly Weight[]): readonly Weight[] => {
  const ofLink = new Map<string, Weight>();
  for (const weight of [...weights].sort(byWeight)) {
    const { id } = weight.candidate.link;
    if (!ofLink.has(id)) ofLink.set(id, weight);
  }
  return [...ofLink.values()];
};

const byWeight = (one: Weight, other: Weight): number =>
  other.weight - one.weight ||
  other.candidate.click.clickedAt - one.candidate.click.clickedAt ||
  compareTexts(one.candidate.click.id, other.candidate.click.id);

const weightOf = ({ click, gapMs }: Candidate, traits: Traits): number =>
  (1 - gapMs / inferenceGapMs) *
  traitWeight(compareDevices(click.deviceClass, traits.deviceClass), otherDeviceWeight) *
  traitWeight(compareLanguages(click.language, traits.language), otherLanguageWeight);

type Comparison = 'same' | 'other' | 'unknown';

const traitWeight = (comparison: Comparison, otherWeight: number): number =>
  ({ same: 1, unknown: unknownTraitWeight, other: otherWeight })[comparison];

const compareDevices = (one: DeviceClass | undefined, other: DeviceClass | undefined): Comparison => {
  if (one === undefined || other === undefined) return 'unknown';
  return one === other ? 'same' : 'other';
};

/** `pt-BR` and `pt` are the same language: where a person lives shows in no greeting. */
const compareLanguages = (one: string | undefined, other: string | undefined): Comparison => {
  const [left, right] = [mainPartOf(one), mainPartOf(other)];
  if (left === '' || right === '') return 'unknown';
  return left === right ? 'same' : 'other';
};

const mainPartOf = (language: string | undefined): string => (language ?? '').split('-')[0]?.toLowerCase() ?? '';

/** The other conversations that this click could have led to as well; some platforms tell whole seconds only. */
const rivalsFor = ({ click }: Candidate, { otherOpenings }: Traits): readonly Instant[] => {
  const from = cutTo(second, click.clickedAt);
  return otherOpenings.filter((openedAt) => openedAt >= from && openedAt < from + inferenceGapMs);
};

const sentences = {
  device: {
    same: 'Click and message come from the same kind of device.',
    other: 'Click and message come from different kinds of device.',
    unknown: 'The device of the click or of the message is not known.',
  },
  language: {
    same: 'The browser asked for the language of the message.',
    other: 'The browser asked for another language than that of the message.',
    unknown: 'The language of the click or of the message is not known.',
  },
} as const;

const reasonsFor = (candidate: Candidate, traits: Traits, otherCandidates: number): readonly string[] => {
  const { click, gapMs } = candidate;
  const rivals = rivalsFor(candidate, traits).length;
  return [
    `The link was clicked ${Math.round(gapMs / second)} s before the first message.`,
    sentences.device[compareDevices(click.deviceClass, traits.deviceClass)],
    sentences.language[compareLanguages(click.language, traits.language)],
    otherCandidates === 0
      ? 'No other link to this account was clicked about then.'
      : `Other links to this account that were clicked about then: ${otherCandidates}.`,
    ...(rivals === 0 ? [] : [`Other conversations that the click may have led to: ${rivals}.`]),
  ];
};

const byLikelihood = (one: WeighedCandidate, other: WeighedCandidate): number =>
  other.likelihood - one.likelihood || compareTexts(one.link.id, other.link.id);
