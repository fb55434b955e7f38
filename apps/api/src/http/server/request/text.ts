const NUL_OR_LONE_SURROGATE = /[\0\p{Surrogate}]/u;
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Whether the text survives being stored: PostgreSQL refuses NUL, and a lone surrogate becomes U+FFFD, so
 * that two different texts turn into one.
 */
export function isStorableText(text: string): boolean {
  return !NUL_OR_LONE_SURROGATE.test(text);
}

/**
 * Whether every object has a member of this name already (`__proto__`, `constructor`, `toString`). As a
 * field it would reach a prototype or be dropped in silence further in.
 */
export function isInheritedName(name: string): boolean {
  return INHERITED.has(name);
}
