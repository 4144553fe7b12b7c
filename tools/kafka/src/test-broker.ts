import { randomBytes } from 'node:crypto';

/** The broker of this test run. */
export interface TestBroker {
  readonly brokers: string[];
  /** In front of every topic and group of this caller: nobody else has it. */
  readonly prefix: string;
}

/**
 * The one broker that all integration tests of a run share; the first who asks starts it. Nobody may kill or stop it: such
 * a test calls `startBroker`. Throws where no test run offers one, and with the launcher's words where it cannot start.
 */
export const testBroker = async (): Promise<TestBroker> => {
  const url = process.env['WHENCE_TEST_KAFKA'];
  if (url === undefined || url === '') {
    throw new Error('no test broker is offered: run integration tests with -c jest.int.config.mjs');
  }
  const answer = (await (await fetch(url)).json()) as { brokers: string[] } | { problem: string };
  if ('problem' in answer) throw new Error(answer.problem);
  return { brokers: answer.brokers, prefix: `t${randomBytes(6).toString('hex')}.` };
};
