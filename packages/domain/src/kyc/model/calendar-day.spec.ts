import { dayOf, isCalendarDay, midnightOf, yearsAfter } from './calendar-day.js';

describe('a calendar day', () => {
  it.each(['2026-01-31', '2024-02-29', '1900-01-01'])('is %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-31T00:00', 'tomorrow', '', '99999-01-01'])(
    'is not %j',
    (text) => {
      expect(isCalendarDay(text)).toBe(false);
    },
  );

  it('is that of UTC', () => {
    expect(dayOf(new Date('2026-01-31T23:59:59.999Z'))).toBe('2026-01-31');
    expect(midnightOf('2026-01-31')).toEqual(new Date('2026-01-31T00:00:00.000Z'));
  });

  it('comes again years later, and for one of a leap year no earlier than the last of February', () => {
    expect(yearsAfter('1999-12-31', 18)).toBe('2017-12-31');
    expect(yearsAfter('2008-02-29', 18) > '2026-02-28').toBe(true);
    expect(yearsAfter('2008-02-29', 18) < '2026-03-01').toBe(true);
  });
});
