import { TypeOverrides, types } from 'pg';

/**
 * What columns become: `bigint` a bigint, `timestamptz` a Date, `date` and `numeric` their text, `jsonb` its
 * value. Arrays of bigint, date or numeric are not parsed so: no statement returns them. Sequelize's models
 * have parsers of their own, which make a bigint text.
 */
export const TYPE_PARSERS = new TypeOverrides();
TYPE_PARSERS.setTypeParser(types.builtins.INT8, BigInt);
// A day has no time zone; the default parser makes it midnight of this host's.
TYPE_PARSERS.setTypeParser(types.builtins.DATE, (day) => day);
