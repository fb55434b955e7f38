/**
 * A rule that reports every node that a selector finds, once. ESLint's own `no-restricted-syntax` does the
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
      const reported = new Set();
      const report = (/** @type {import('eslint').Rule.Node} */ node) => {
        if (reported.has(node)) return;
        reported.add(node);
        context.report({ node, messageId: 'restricted' });
      };
      return Object.fromEntries(selectors.map((selector) => [selector, report]));
    },
  };
}
