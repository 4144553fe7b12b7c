import { Kafka, logLevel } from 'kafkajs';

const connectionTimeoutMs = 2_000;
const requestTimeoutMs = 5_000;
/** kafkajs waits up to 30 s between two attempts otherwise: a broker that is back would be left waiting. */
const retryMsMin = 200;
const retryMsMax = 2_000;

/** Where the brokers are, and how long one of them is waited for. */
export const kafkaClient = (brokers: readonly string[]): Kafka =>
  new Kafka({
    clientId: 'whence',
    brokers: [...brokers],
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: { initialRetryTime: retryMsMin, maxRetryTime: retryMsMax },
    // What fails comes back as an error or as the end of a consumer, and is logged there, once.
    logLevel: logLevel.NOTHING,
  });
