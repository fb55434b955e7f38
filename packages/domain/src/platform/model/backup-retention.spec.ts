import { after, DAY, HOUR } from '../../kernel/index.js';
import { backupsToKeep } from './backup-retention.js';

/** A Tuesday, in the fourth week of its month. */
const LAST_NIGHT = new Date('2026-11-24T02:00:00Z');

/** One for each of the last nights, the newest first. */
function nights(count: number) {
  return Array.from({ length: count }, (_, ago) => {
    const startedAt = after(LAST_NIGHT, -ago * DAY);
    return { id: startedAt.toISOString().slice(0, 10), startedAt };
  });
}

describe('backupsToKeep', () => {
  it('keeps all while they are few', () => {
    expect([...backupsToKeep(nights(7))]).toEqual(nights(7).map(({ id }) => id));
    expect(backupsToKeep([])).toEqual(new Set());
  });

  it('keeps seven days, the last night of four weeks and of twelve months', () => {
    const kept = backupsToKeep(nights(400));
    expect([...kept].toSorted()).toEqual(
      [
        ...['2026-11-24', '2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18'],
        // The other three of four weeks end on Sundays; the first of them is among the days.
        ...['2026-11-15', '2026-11-08'],
        ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
        ...['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
      ].toSorted(),
    );
  });

  it('keeps the last of a day with several', () => {
    const [newest] = nights(1);
    const earlier = { id: 'earlier', startedAt: after(LAST_NIGHT, -HOUR) };
    expect([...backupsToKeep([earlier, ...nights(1)])]).toEqual([newest?.id]);
  });

  it('counts periods that have one, so that a pause removes nothing', () => {
    const old = nights(3).map(({ id, startedAt }) => ({
      id: `old ${id}`,
      startedAt: after(startedAt, -300 * DAY),
    }));
    expect(backupsToKeep([...old, ...nights(1)]).size).toBe(4);
  });

  it('puts a Sunday into the week of the Monday before it, across the turn of a year', () => {
    const sunday = { id: 'sunday', startedAt: new Date('2027-01-03T23:59:59Z') };
    const monday = { id: 'monday', startedAt: new Date('2026-12-28T00:00:00Z') };
    const before = { id: 'before', startedAt: new Date('2026-12-27T23:59:59Z') };
    const weekly = { daily: 0, weekly: 9, monthly: 0 };
    expect([...backupsToKeep([before, monday, sunday], weekly)]).toEqual(['sunday', 'before']);
  });
});
