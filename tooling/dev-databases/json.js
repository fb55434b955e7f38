/**
 * @param {string} text
 * @returns {unknown}
 * @throws {SyntaxError}
 */
export function parseJson(text) {
  return JSON.parse(text);
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown} the property, or undefined when there is no such thing
 */
export function field(value, name) {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
