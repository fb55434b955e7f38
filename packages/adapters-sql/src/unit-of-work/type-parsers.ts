import { TypeOverrides, types } from 'pg';

type Parser = (text: string) => unknown;

const anyInstantOf = types.getTypeParser(types.builtins.TIMESTAMPTZ) as Parser;

/** As the server of a connection in UTC writes the years 1000 to 9999: `2026-01-31 10:20:30.123456+00`. */
function instantOf(text: string): unknown {
  if (text[4] !== '-' || !text.endsWith('+00')) return anyInstantOf(text);
  // In a quarter of the time of the driver's parser, which finds each part by a pattern.
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}

/**
 * What columns become: `bigint` a bigint, `timestamptz` a Date, `date` and `numeric` their text, `jsonb` its
 * value. Arrays of bigint, date or numeric are not parsed so: no statement returns them. Sequelize's models
 * have parsers of their own, which make a bigint text.
 */
export const TYPE_PARSERS = new TypeOverrides();
TYPE_PARSERS.setTypeParser(types.builtins.INT8, BigInt);
TYPE_PARSERS.setTypeParser(types.builtins.TIMESTAMPTZ, instantOf);
// A day has no time zone; the default parser makes it midnight of this host's.
TYPE_PARSERS.setTypeParser(types.builtins.DATE, (day) => day);
