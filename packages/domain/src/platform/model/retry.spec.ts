import { SECOND, Unavailable } from '../../kernel/index.js';
import { isOutage, MAX_ATTEMPTS, pauseAfter, pauseOfOutage, reasonOf } from './retry.js';

const ALMOST_ONE = 1 - 2 ** -53;

describe('the pause after a failure', () => {
  it.each([
    [0, 1],
    [1, 2],
    [5, 32],
    [9, 512],
    [10, 600],
    [MAX_ATTEMPTS, 600],
  ])('is after %i failures before it at most %i seconds', (attempts, seconds) => {
    expect(pauseAfter(attempts, 0)).toBe(seconds * SECOND);
  });

  it('is anything down to nothing, so that what failed together does not come back together', () => {
    expect(pauseAfter(3, 0.5)).toBe(4 * SECOND);
    expect(pauseAfter(3, ALMOST_ONE)).toBe(1);
  });

  it('stays short during an outage', () => {
    expect(pauseOfOutage(0)).toBe(3 * SECOND);
    expect(pauseOfOutage(ALMOST_ONE)).toBe(1);
  });
});

describe('an outage', () => {
  const down = new Unavailable('The store');

  it.each<[string, unknown, boolean]>([
    ['something that does not answer', down, true],
    ['several that do not', new AggregateError([down, down]), true],
    ['one that does not, and a mistake', new AggregateError([down, new Error()]), false],
    ['a mistake', new TypeError('undefined is not a function'), false],
  ])('is %s: %p is %p', (_, error, expected) => {
    expect(isOutage(error)).toBe(expected);
  });
});

describe('the reason of a failure', () => {
  it('is the name and message of an error, or what was thrown instead of one', () => {
    expect(reasonOf(new RangeError('too much'))).toBe('RangeError: too much');
    expect(reasonOf('why not')).toBe('why not');
  });
});
