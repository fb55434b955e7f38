/**
 * What a migration does, and how it is taken back: statements, or commands as JavaScript writes them.
 *
 * @typedef {object} Steps
 * @property {readonly string[]} up
 * @property {readonly string[]} down
 * @property {boolean} [isTransaction] default true
 */

/**
 * The words a migration is named by, with a group for each name in them, and what such a migration begins as.
 *
 * @typedef {readonly [words: RegExp, steps: (...names: string[]) => Steps]} Template
 */

/** Each works without holding up those who use the table. The last one fits all words. @type {readonly Template[]} */
export const SQL_TEMPLATES = [
  [
    /^create-(.+)$/,
    (table) => ({
      up: [
        `
    CREATE TABLE ${table} (
      id uuid NOT NULL CONSTRAINT ${table}_pkey PRIMARY KEY,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    )`,
      ],
      down: [`DROP TABLE ${table}`],
    }),
  ],
  [
    /^add-(.+)-to-(.+)$/,
    (column, table) => ({
      up: [`ALTER TABLE ${table} ADD COLUMN ${column} text`],
      down: [`ALTER TABLE ${table} DROP COLUMN ${column}`],
    }),
  ],
  [
    // Without a transaction each step begins by removing what an attempt that was cut short may have left.
    /^index-(.+)-by-(.+)$/,
    (table, column) => ({
      isTransaction: false,
      up: [
        `DROP INDEX CONCURRENTLY IF EXISTS ${table}_${column}`,
        `CREATE INDEX CONCURRENTLY ${table}_${column} ON ${table} (${column})`,
      ],
      down: [`DROP INDEX CONCURRENTLY IF EXISTS ${table}_${column}`],
    }),
  ],
  [
    // First for new rows, then for old ones while everybody works: after that SET NOT NULL need not look at any.
    /^require-(.+)-of-(.+)$/,
    (column, table) => ({
      isTransaction: false,
      up: [
        `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${table}_${column}_required`,
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_required CHECK (${column} IS NOT NULL) NOT VALID`,
        `ALTER TABLE ${table} VALIDATE CONSTRAINT ${table}_${column}_required`,
        `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL`,
        `ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_required`,
      ],
      down: [`ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL`],
    }),
  ],
  [/^/, () => ({ up: [''], down: [''] })],
];

/** Each can be run again after it was cut short. The last one fits all words. @type {readonly Template[]} */
export const MONGO_TEMPLATES = [
  [
    /^create-(.+)$/,
    (collection) => ({
      up: [`{ createIndexes: '${collection}', indexes: [{ name: 'newest', key: { at: -1, _id: -1 } }] }`],
      down: [`{ drop: '${collection}' }`],
    }),
  ],
  [
    /^index-(.+)-by-(.+)$/,
    (collection, field) => ({
      up: [`{ createIndexes: '${collection}', indexes: [{ name: '${field}', key: { ${field}: 1 } }] }`],
      down: [`{ dropIndexes: '${collection}', index: '${field}' }`],
    }),
  ],
  [/^/, () => ({ up: ['{}'], down: ['{}'] })],
];
