/**
 * A rule that reports every node one of the selectors finds. ESLint's own `no-restricted-syntax` does the
 * same, but a second block of a configuration replaces its list instead of adding to it, and all its
 * findings carry one name.
 *
 * @param {string} message what to do instead
 * @param {...string} selectors in ESLint's selector language
 * @returns {import('eslint').Rule.RuleModule}
 */
export function restricted(message, ...selectors) {
  return {
    meta: { type: 'problem', schema: [], messages: { restricted: message } },
    create: (context) => {
      const report = (/** @type {import('eslint').Rule.Node} */ node) => {
        context.report({ node, messageId: 'restricted' });
      };
      return Object.fromEntries(selectors.map((selector) => [selector, report]));
    },
  };
}
