/** Told of every statement. It never gets a value: those are people's names, numbers and addresses. */
export interface QueryLogger {
  /** @param milliseconds from sending it to the answer */
  query(text: string, milliseconds: number): void;
}

const PREFIX = /^Executed \([^)]*\): /;
/** String constants with their doubled quotes, and numbers that are no part of a name or placeholder. */
const VALUES = /E?'(?:[^'\\]|''|\\.)*'|(?<![\w$."])-?\d+(?:\.\d+)?\b/g;

/** Sequelize writes the values of a model's statements into their text: this takes them out. */
export function withoutValues(sql: string): string {
  return sql.replace(PREFIX, '').replace(VALUES, '?');
}
