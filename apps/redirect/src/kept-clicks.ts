import { join } from 'node:path';

import type { RecordClicks, RecordedClick } from '@whence/attribution-application';
import type { Metrics } from '@whence/platform/process';
import { Spool, StoreAndForward, type StoreReport } from '@whence/platform/spool';

/** A person who tapped waits no longer for the commit: then the click goes to the spool, and the person on. */
const answerWithinMs = 500;
const folder = 'redirect';

export interface KeptClicksParts {
  readonly recordClicks: RecordClicks;
  /** Folder of this process's spools. */
  readonly spoolDir: string;
  readonly metrics: Metrics;
  readonly report: StoreReport;
}

/** Clicks go to PostgreSQL together; to the spool while it is away, and from there as soon as it is back. */
export const keptClicks = async (parts: KeptClicksParts): Promise<StoreAndForward<RecordedClick>> =>
  new StoreAndForward({
    name: 'clicks',
    store: (clicks) => parts.recordClicks.run(clicks),
    spool: await Spool.open({ folder: join(parts.spoolDir, folder) }),
    encode: writeClick,
    decode: readClick,
    ownerOf: ({ workspaceId }) => workspaceId,
    answerWithinMs,
    metrics: parts.metrics,
    report: parts.report,
  });

/** In clear: a click names nobody, its visitor id is a keyed pseudonym that is another one tomorrow. */
const writeClick = (click: RecordedClick): Uint8Array => Buffer.from(JSON.stringify(click));

/** Of what the spool gives back, whose checksum was right: this process or one before it wrote it. */
const readClick = (bytes: Uint8Array): RecordedClick => JSON.parse(Buffer.from(bytes).toString()) as RecordedClick;
