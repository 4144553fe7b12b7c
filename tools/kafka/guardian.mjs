/**
 * Ends what a process leaves behind. It runs beside the process that started it, hears on stdin which processes and
 * folders are that one's, and when stdin ends (the other has ended, however it was killed) it ends and removes them.
 * Each line of stdin is JSON: `{ watch: pid, signal }`, `{ forget: pid }`, `{ folder }`, `{ keep: folder }`.
 */
import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const goneTimeoutMs = 10_000;
const pollMs = 50;

/** Process numbers are given anew: only the same number with the same start time is the same process. */
const startTimeOf = (pid) => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
};

const exists = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const isLinux = process.platform === 'linux';
const watched = new Map();
const folders = new Set();
const isSame = (pid, startTime) => (isLinux ? startTime !== undefined && startTimeOf(pid) === startTime : exists(pid));

const signalAll = (signalOf) => {
  for (const [pid, { signal, startTime }] of watched) {
    if (!isSame(pid, startTime)) watched.delete(pid);
    else {
      try {
        process.kill(pid, signalOf(signal));
      } catch {
        watched.delete(pid);
      }
    }
  }
};

// A terminal's Ctrl-C reaches this process too; its stdin says when the time has come.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const { watch, signal, forget, folder, keep } = JSON.parse(line);
  if (watch !== undefined) watched.set(watch, { signal, startTime: startTimeOf(watch) });
  if (forget !== undefined) watched.delete(forget);
  if (folder !== undefined) folders.add(folder);
  if (keep !== undefined) folders.delete(keep);
}

signalAll((signal) => signal);
for (const deadline = Date.now() + goneTimeoutMs; watched.size > 0 && Date.now() < deadline; await sleep(pollMs)) {
  for (const [pid, { startTime }] of watched) if (!isSame(pid, startTime)) watched.delete(pid);
}
signalAll(() => 'SIGKILL');
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
