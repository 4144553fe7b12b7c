import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';

import { median } from '../statistics/statistics.js';

const syncs = 50;
const pageBytes = 8_192;

/** What has to be known of the machine to understand the figures. */
export const describeMachine = (folder: string): readonly string[] => {
  const cores = availableParallelism();
  const others = loadavg()[0] ?? 0;
  return [
    `${cores} cores, of which other programs keep ${others.toFixed(1)} busy; node ${process.version}`,
    `a synced write of 8 kB takes ${syncMs(folder).toFixed(2)} ms here (PostgreSQL runs with fsync on)`,
  ];
};

/** The median time of a write that has reached the disk: what a commit waits for at least. */
const syncMs = (folder: string): number => {
  const path = join(folder, 'sync-probe');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(pageBytes, 1);
  const tookMs = Array.from({ length: syncs }, () => {
    const startedAt = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  rmSync(path);
  return median(tookMs);
};

/** How it was measured, for whoever reads the ratios. */
export const method: readonly string[] = [
  'How: every side runs in a fresh process in every round, with the same node flags, after a warm-up, on one durable',
  'PostgreSQL with emptied tables behind a checkpoint; rounds go through the sides forwards and backwards in turn. Figures',
  'are medians over the rounds; a ratio is the median of the ratios of each round. CPU is the time of the side’s process and',
  'of all PostgreSQL processes, from /proc/<pid>/task/*/schedstat; that of the load generator is beside it, and not in it.',
  'On few cores the load generator takes its time from the servers: it adds the same to each request of all sides, which',
  'draws ratios of requests/s towards 1. The CPU ratio is free of it; it shows cost alone, and nothing of waiting.',
];
