import { setTimeout as sleep } from 'node:timers/promises';

import { Kafka, logLevel } from 'kafkajs';

const readyTimeoutMs = 120_000;
const pauseMs = 100;
const askTimeoutMs = 3_000;

export interface Wanted {
  readonly address: string;
  readonly nodeId: number;
  /** How many nodes it has to know of, itself included. */
  readonly nodesMin: number;
}

/**
 * Waits until the node answers as a member of its cluster: an open port is not enough. `false` when it ends before, or
 * when that takes more than two minutes.
 */
export const answersWith = async (wanted: Wanted, isRunning: () => boolean): Promise<boolean> => {
  for (const deadline = Date.now() + readyTimeoutMs; Date.now() < deadline; await sleep(pauseMs)) {
    if (!isRunning()) return false;
    if (await answersNow(wanted)) return isRunning();
  }
  return false;
};

const answersNow = async ({ address, nodeId, nodesMin }: Wanted): Promise<boolean> => {
  const kafka = new Kafka({
    clientId: 'whence-launcher',
    brokers: [address],
    connectionTimeout: askTimeoutMs,
    requestTimeout: askTimeoutMs,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const { brokers, controller } = await admin.describeCluster();
    const isMember = brokers.some((broker) => broker.nodeId === nodeId);
    return isMember && brokers.length >= nodesMin && controller !== null;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};
