import { setTimeout as sleep } from 'node:timers/promises';

import { explain } from './start-problem.js';
import { StopRequest } from './stop-request.js';

export interface ProcessParts {
  /** In everything it prints, such as `whence zernio`. */
  readonly name: string;
  /** Resolves once everything runs. A stop may be wished for meanwhile. */
  start(stop: StopRequest): Promise<RunningProcess | undefined>;
  /** Finishes what is at hand and gives everything back, however far the start had come. */
  stop(): Promise<void>;
}

export interface RunningProcess {
  /** Resolves with the reason why it must not go on; never where there is none. */
  readonly failed: Promise<Error>;
}

/** A process that hangs while it stops is killed by whatever runs it, mostly after 30 s; it should rather say so itself. */
const stopMs = 28_000;
/** What a shell says of a process that was ended by Ctrl-C. */
const forcedExitCode = 130;

/** Prints a line for people and for scripts. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
};

/**
 * A process from its start to its end: it runs until a signal asks it to stop, or until it must not go on. Ends the process
 * with 0 after a clean stop, with 1 after a failure, and at once where the signal is repeated.
 */
export const runProcess = async (parts: ProcessParts): Promise<never> => {
  const stop = new StopRequest(() => {
    say(`${parts.name} stops at once`);
    process.exit(forcedExitCode);
  });
  // A terminal that was closed, or a pipe nobody reads any more, must not break a clean stop off.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const running = await parts.start(stop);
    const failure = await Promise.race([stop.made, running?.failed ?? stop.made]);
    if (failure !== undefined) complain(`${parts.name} cannot go on: ${explain(failure)}`);
  } catch (error) {
    // A Ctrl-C during the start reaches everything it started; what that breaks off is no failure.
    if (!stop.isMade) complain(`${parts.name} cannot start: ${explain(error)}`);
  }
  await stopInTime(parts);
  process.exit();
};

const stopInTime = async (parts: ProcessParts): Promise<void> => {
  const { name } = parts;
  if (process.exitCode === undefined) say(`${name} stopping …`);
  try {
    const isStopped = await Promise.race([parts.stop().then(() => true), sleep(stopMs, false)]);
    if (isStopped) say(`${name} stopped`);
    else complain(`${name} did not stop within ${stopMs / 1_000} s`);
  } catch (error) {
    complain(`${name} did not stop cleanly: ${explain(error)}`);
  }
};
