import type { ChannelCapability } from '@whence/signals';

import { evidenceFindings } from './evidence-findings.js';
import { severities, type Finding } from './finding.js';
import { hearingFindings } from './hearing-findings.js';
import type { Observations } from './observations.js';
import { subscriptionFindings } from './subscription-findings.js';

/** What is wrong with what is heard of a channel account, the worst first; nothing where all is well. */
export const findings = (observations: Observations, whatCanArrive: readonly ChannelCapability[]): readonly Finding[] =>
  [
    ...hearingFindings(observations),
    ...evidenceFindings(observations),
    ...subscriptionFindings(observations, whatCanArrive),
  ].sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
