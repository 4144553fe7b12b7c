/**
 * What one step of the run came to.
 *
 * @typedef {object} Outcome
 * @property {number} passed tests that ran and passed
 * @property {number} failed tests that failed, and everything else that must not look like success
 * @property {readonly string[]} reasons why something other than a failing test counts as failed
 */

/**
 * The outcome of a step without tests (build, lint): nothing passed, and one failure where it failed.
 *
 * @param {number | null} exitCode `null` where it was killed
 * @returns {Outcome}
 */
export const countGate = (exitCode) =>
  exitCode === 0
    ? { passed: 0, failed: 0, reasons: [] }
    : { passed: 0, failed: 1, reasons: [exitCode === null ? 'was killed' : `ended with exit code ${exitCode}`] };

/**
 * The outcome of one suite from Jest's own JSON report. A test that was skipped, left as a to-do or shut out by a focused
 * one proved nothing, so it counts as failed; so do a test file that crashed, a suite that ran nothing, and a runner that
 * says "failed" without naming a test.
 *
 * @param {object | undefined} report `undefined` where Jest wrote none
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
export const countSuite = (report, exitCode) => {
  if (report === undefined) return { passed: 0, failed: 1, reasons: ['wrote no report'] };
  const passed = count(report.numPassedTests);
  const failures = [
    [count(report.numFailedTests), undefined],
    [count(report.numRuntimeErrorTestSuites), 'files that could not be run'],
    [count(report.numPendingTests), 'skipped tests'],
    [count(report.numTodoTests), 'tests left to do'],
  ];
  const reasons = failures.filter(([number, name]) => number > 0 && name).map(([number, name]) => `${number} ${name}`);
  const failed = failures.reduce((sum, [number]) => sum + number, 0);
  if (failed > 0) return { passed, failed, reasons };
  if (passed === 0) return { passed, failed: 1, reasons: ['ran no test'] };
  if (exitCode !== 0 || report.success !== true || report.wasInterrupted === true) {
    return { passed, failed: 1, reasons: [`ended with exit code ${exitCode} although every test passed`] };
  }
  return { passed, failed: 0, reasons: [] };
};

/** A number that the report does not give, or gives as something else, must not pass for zero failures. */
const count = (number) => {
  if (!Number.isInteger(number) || number < 0) throw new TypeError(`the report counts ${String(number)} tests`);
  return number;
};

/**
 * The line that ends every run.
 *
 * @param {readonly Outcome[]} outcomes
 */
export const closingLine = (outcomes) => {
  const { passed, failed } = totalOf(outcomes);
  return `tests: ${passed} passed, ${failed} failed`;
};

/** @param {readonly Outcome[]} outcomes */
export const isGreen = (outcomes) => outcomes.length > 0 && totalOf(outcomes).failed === 0;

const totalOf = (outcomes) => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
});
