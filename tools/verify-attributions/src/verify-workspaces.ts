import { VerifyAttributions } from '@whence/attribution-application';
import type { Clock } from '@whence/platform/process';

import { withRecord } from './open-record.js';
import type { Options } from './options.js';
import { lineOf, summaryOf } from './write-line.js';

/** Compares the record of each workspace asked for with its evidence, and says what it found; false where a record is wrong. */
export const verifyWorkspaces = (options: Options, clock: Clock, say: (line: string) => void): Promise<boolean> =>
  withRecord(options, { applicationName: 'whence-verify-attributions', clock }, async ({ snapshots, workspaceIds }) => {
    const verification = new VerifyAttributions(snapshots, clock);
    let isRight = true;
    for (const id of await workspaceIds(options.workspaceId)) {
      const sum = await verification.run(id, (difference) => say(lineOf(difference)));
      say(summaryOf(id, sum));
      isRight = isRight && sum.differences.unexplained === 0;
    }
    return isRight;
  });
