import { after, DAY, HOUR, MINUTE, SECOND } from './duration.js';

describe('after', () => {
  const start = new Date('2026-02-28T23:59:59.500Z');

  it.each([
    [0, '2026-02-28T23:59:59.500Z'],
    [SECOND, '2026-03-01T00:00:00.500Z'],
    [MINUTE, '2026-03-01T00:00:59.500Z'],
    [HOUR, '2026-03-01T00:59:59.500Z'],
    [DAY, '2026-03-01T23:59:59.500Z'],
    [-DAY, '2026-02-27T23:59:59.500Z'],
  ])('%i milliseconds it is %s', (duration, instant) => {
    expect(after(start, duration).toISOString()).toBe(instant);
  });

  it('leaves the instant it counts from as it is', () => {
    const instant = new Date(start);
    after(instant, DAY);
    expect(instant).toEqual(start);
  });
});
