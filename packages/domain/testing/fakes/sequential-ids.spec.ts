import { isUuid } from '@2krika/domain';
import { SequentialIds } from './sequential-ids.js';

describe('SequentialIds', () => {
  it('counts in valid UUIDs that sort in the order they were made', () => {
    const ids = new SequentialIds();
    const made = Array.from({ length: 20 }, () => ids.generate());
    expect(made.every(isUuid)).toBe(true);
    expect(new Set(made).size).toBe(20);
    expect([...made].sort()).toEqual(made);
    expect(made[0]).toBe('019b0000-0000-7000-8000-000000000001');
  });

  it('makes the same ids each time, and others in another series', () => {
    expect(new SequentialIds(7).generate()).toBe(new SequentialIds(7).generate());
    expect(new SequentialIds(7).generate()).not.toBe(new SequentialIds(8).generate());
  });

  it.each([-1, 0.5, 4096])('refuses the series %d', (series) => {
    expect(() => new SequentialIds(series)).toThrow(RangeError);
  });
});
