/** Told of every statement. It never gets a value: those are people's names, numbers and addresses. */
export interface QueryLogger {
  /**
   * @param milliseconds from sending it to the answer
   * @param rows how many it returned or changed; 0 when it failed, or is a model's, of which it is not known
   */
  query(text: string, milliseconds: number, rows: number): void;
}

const PREFIX = /^Executed \([^)]*\): /;
/** String constants with their doubled quotes, and numbers that are no part of a name or placeholder. */
const VALUES = /E?'(?:[^'\\]|''|\\.)*'|(?<![\w$."])-?\d+(?:\.\d+)?\b/g;

/** Sequelize writes the values of a model's statements into their text: this takes them out. */
export function withoutValues(sql: string): string {
  return sql.replace(PREFIX, '').replace(VALUES, '?');
}

const PLACEHOLDERS = /\$\d+/g;
const LISTS = /\?(?:\s*,\s*\?)+/g;
const ROWS = /\(\?\)(?:\s*,\s*\(\?\))+/g;

/** What all texts have in common that differ in their values and in the lengths of their lists alone. */
export function foldStatement(text: string): string {
  return text
    .replace(VALUES, '?')
    .replace(PLACEHOLDERS, '?')
    .replace(LISTS, '?')
    .replace(ROWS, '(?)')
    .replace(/\s+/g, ' ')
    .replace(/ ?;? ?$/, '')
    .trim();
}
