import { MINUTE, SECOND } from '../../kernel/index.js';
import { nextPollAt } from './polling.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');

describe('nextPollAt', () => {
  it.each([
    [0, 5 * SECOND],
    [1, 15 * SECOND],
    [2, 30 * SECOND],
    [3, MINUTE],
    [4, 2 * MINUTE],
    [5, 5 * MINUTE],
    [6, 10 * MINUTE],
    [7, 10 * MINUTE],
    [400, 10 * MINUTE],
  ])('after %i questions waits %i ms', (polls, pause) => {
    expect(nextPollAt(polls, NOW).getTime() - NOW.getTime()).toBe(pause);
  });
});
