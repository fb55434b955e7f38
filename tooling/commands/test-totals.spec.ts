import { totalsOf } from './test-totals.js';

const results = (passed: number, failed: number, suites = 0): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: suites });

describe('the totals of a run', () => {
  it.each([
    ['counts tests', results(3, 2), 1, { passed: 3, failed: 2 }],
    ['counts a suite that could not run as a failure', results(3, 0, 1), 1, { passed: 3, failed: 1 }],
    ['is a failure without a single test', results(0, 0), 0, { passed: 0, failed: 1 }],
    ['is a failure when jest says so for another reason', results(3, 0), 1, { passed: 3, failed: 1 }],
    ['is a failure when jest left no results', null, 1, { passed: 0, failed: 1 }],
    ['is a success when all tests passed', results(3, 0), 0, { passed: 3, failed: 0 }],
  ])('%s', (_, json, exitCode, expected) => {
    expect(totalsOf(json, exitCode)).toEqual(expected);
  });
});
