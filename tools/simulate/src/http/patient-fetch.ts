import { setTimeout as sleep } from 'node:timers/promises';

import { SimulationProblem } from '../simulation-problem.js';

const attemptsMax = 11;
const firstWaitMs = 200;
const waitMaxMs = 5_000;
const answerWithinMs = 30_000;

/**
 * Asks as platforms do: whoever does not answer, or is not able to for the moment, is asked again, about half a minute
 * long. A restart in the middle is not the end of a simulation.
 */
export const patientFetch = async (url: string, request: RequestInit): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === attemptsMax;
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(answerWithinMs) });
      if (response.status < 500 || isLast) return response;
      await response.arrayBuffer();
    } catch (error) {
      if (isLast) throw new SimulationProblem(`${url} does not answer any more: ${reasonOf(error)}`);
    }
    await sleep(Math.min(firstWaitMs * 2 ** (attempt - 1), waitMaxMs));
  }
};

/** What a failed `fetch` has to say stands in its cause, or in the first of several. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof AggregateError) return reasonOf(error.cause.errors[0]);
  return error.cause instanceof Error ? error.cause.message : error.message;
};
