import { HOUR } from '@2krika/domain';
import { FakeClock } from './fake-clock.js';

describe('FakeClock', () => {
  it('stands still until it is moved', () => {
    const clock = new FakeClock(new Date('2026-03-01T10:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-03-01T10:00:00Z'));
    clock.advance(HOUR);
    expect(clock.now()).toEqual(new Date('2026-03-01T11:00:00Z'));
    clock.set(new Date('2025-12-31T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2025-12-31T00:00:00Z'));
  });

  it('is not moved by whoever changes an instant it gave', () => {
    const clock = new FakeClock();
    const before = clock.now();
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(before);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to advance by %d', (duration) => {
    expect(() => {
      new FakeClock().advance(duration);
    }).toThrow(RangeError);
  });
});
