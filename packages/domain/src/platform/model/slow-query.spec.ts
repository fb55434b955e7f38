import { addSlowCalls, BUCKETS, meanMs, p95Ms, slowCall, type SlowCalls } from './slow-query.js';

const many = (milliseconds: readonly number[]): SlowCalls =>
  milliseconds.map((each) => slowCall(each, 2)).reduce(addSlowCalls);

describe('slow calls', () => {
  it('add up', () => {
    const { buckets, ...figures } = many([200, 1_000, 300]);
    expect(figures).toEqual({ calls: 3, totalMs: 1_500, maxMs: 1_000, rows: 6 });
    expect(buckets).toHaveLength(BUCKETS);
    expect(buckets.reduce((sum, count) => sum + count)).toBe(3);
  });

  it('add up the same in whatever order', () => {
    const [one, other] = [many([200, 5_000]), many([700])];
    expect(addSlowCalls(one, other)).toEqual(addSlowCalls(other, one));
  });

  it('took on average the whole milliseconds nearest to it', () => {
    expect(meanMs(many([200, 201, 201]))).toBe(201);
  });

  it.each([
    ['of one call', [250], 250],
    ['of calls that took the same', Array<number>(40).fill(333), 333],
    ['of which the slowest twentieth is left out', [...Array<number>(19).fill(200), 90_000], 215],
    ['of which more than a twentieth is slow', [...Array<number>(18).fill(200), 900, 900], 900],
    ['longer than the buckets reach', [100_000, 200_000], 200_000],
    ['shorter than a millisecond', [0.2], 1],
  ])('%s end within the time that is told', (_, milliseconds, expected) => {
    expect(p95Ms(many(milliseconds))).toBe(expected);
  });

  it('is never told too low, and at most a fifth too high', () => {
    for (let taken = 1; taken < 55_000; taken = Math.ceil(taken * 1.07)) {
      // A slower one beside it, or the longest would be told exactly.
      const told = p95Ms(many([...Array<number>(99).fill(taken), 1_000_000]));
      expect(told).toBeGreaterThanOrEqual(taken);
      expect(told).toBeLessThanOrEqual(Math.round(taken * 1.2));
    }
  });
});
