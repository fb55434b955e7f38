import { basename } from 'node:path';

/** `place-order.ts`, `place-order.int.spec.ts`, and `20250131120000-create-orders.ts` of a migration. */
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;

/** @type {import('eslint').Rule.RuleModule} */
export const kebabCaseFile = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { name: 'A file is named in kebab-case after its main export.' },
  },
  create: (context) => ({
    Program: (node) => {
      if (!KEBAB_CASE.test(basename(context.filename))) context.report({ node, messageId: 'name' });
    },
  }),
};
