import { describe, expect, it } from '@jest/globals';

import { closingLine, countGate, countSuite, isGreen } from './count.mjs';

const aReport = (changes = {}) => ({
  numPassedTests: 12,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  wasInterrupted: false,
  ...changes,
});

describe('a suite', () => {
  it('is green when every test of it ran and passed', () => {
    expect(countSuite(aReport(), 0)).toEqual({ passed: 12, failed: 0, reasons: [] });
  });

  it('is red when it ran nothing', () => {
    expect(countSuite(aReport({ numPassedTests: 0 }), 0)).toEqual({ passed: 0, failed: 1, reasons: ['ran no test'] });
  });

  it('is red when a test was skipped, left to do, or shut out by a focused one', () => {
    expect(countSuite(aReport({ numPendingTests: 2, numTodoTests: 1 }), 0)).toEqual({
      passed: 12,
      failed: 3,
      reasons: ['2 skipped tests', '1 tests left to do'],
    });
  });

  it('is red when a file crashed before its tests were known', () => {
    expect(countSuite(aReport({ numRuntimeErrorTestSuites: 1, success: false }), 1)).toEqual({
      passed: 12,
      failed: 1,
      reasons: ['1 files that could not be run'],
    });
  });

  it('is red when the runner failed although every test passed, or wrote no report', () => {
    expect(countSuite(aReport(), 1).failed).toBe(1);
    expect(countSuite(aReport({ success: false }), 0).failed).toBe(1);
    expect(countSuite(aReport({ wasInterrupted: true }), 0).failed).toBe(1);
    expect(countSuite(undefined, 0)).toEqual({ passed: 0, failed: 1, reasons: ['wrote no report'] });
  });

  it('is never green by a report of another shape', () => {
    expect(() => countSuite({ success: true }, 0)).toThrow(TypeError);
  });
});

describe('the whole run', () => {
  it('ends with one plain line over all suites', () => {
    const outcomes = [countGate(0), countSuite(aReport(), 0), countSuite(aReport({ numFailedTests: 2 }), 1)];
    expect(closingLine(outcomes)).toBe('tests: 24 passed, 2 failed');
    expect(isGreen(outcomes)).toBe(false);
  });

  it('counts a failed or killed gate as one failure', () => {
    const outcomes = [countGate(2), countGate(null), countSuite(aReport(), 0)];
    expect(closingLine(outcomes)).toBe('tests: 12 passed, 2 failed');
    expect(isGreen(outcomes)).toBe(false);
  });

  it('is green only when something was run', () => {
    expect(isGreen([countGate(0), countSuite(aReport(), 0)])).toBe(true);
    expect(isGreen([])).toBe(false);
  });
});
