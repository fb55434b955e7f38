import { types } from 'pg';
import { TYPE_PARSERS } from './type-parsers.js';

describe('TYPE_PARSERS', () => {
  const { TIMESTAMPTZ } = types.builtins;
  const parsed = (text: string): unknown =>
    Reflect.apply(TYPE_PARSERS.getTypeParser(TIMESTAMPTZ), null, [text]);
  const byDriver = (text: string): unknown => Reflect.apply(types.getTypeParser(TIMESTAMPTZ), null, [text]);

  it.each([
    '2026-01-31 10:20:30+00',
    '2026-01-31 10:20:30.1+00',
    '2026-01-31 10:20:30.123+00',
    '2026-01-31 10:20:30.123456+00',
    '1000-01-01 00:00:00+00',
    '0099-12-31 23:59:59.9+00',
    '9999-12-31 23:59:59.999+00',
    '10000-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    '2026-01-31 10:20:30+01',
    '2026-01-31 10:20:30-03:30',
    'infinity',
    '-infinity',
  ])('read %s as the driver does', (text) => {
    expect(parsed(text)).toEqual(byDriver(text));
  });

  it('read an instant with its milliseconds', () => {
    expect(parsed('2026-01-31 10:20:30.123+00')).toEqual(new Date('2026-01-31T10:20:30.123Z'));
  });
});
