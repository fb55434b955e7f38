import { kebabCaseFile } from './kebab-case-file.js';
import { restricted } from './restricted.js';

const STATEMENT = String.raw`/^\s*(select\s|with\s+\w+\s+as\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s)/i`;
const PART_OF_STATEMENT = String.raw`/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE|FROM|JOIN|SET|VALUES|WHERE|ORDER BY|FOR)\s/`;
/** Code that runs with the values of one call at hand, not once when its module loads. */
const AT_RUN_TIME = ':matches(ClassBody, :function[async=true])';
const ON_SEQUELIZE = ':matches([object.name=/sequelize/i], [object.property.name=/sequelize/i])';
const FINDER = '/^(findAll|findOne|findByPk|findAndCountAll|findOrCreate)$/';

/** What the house's style asks and no published rule checks. */
export const house = {
  rules: {
    'kebab-case-file': kebabCaseFile,

    'no-double-cast': restricted(
      'A cast through another cast says anything is anything. Narrow instead.',
      'TSAsExpression > TSAsExpression.expression',
    ),

    'no-enum': restricted('A union of strings instead of an enum.', 'TSEnumDeclaration'),

    'no-leading-spread': restricted(
      'An object that begins by spreading a literal takes V8 two microseconds to make, twenty times as long as one with a property before it.',
      "ObjectExpression[properties.1] > SpreadElement:first-child > ObjectExpression.argument[properties.0.type='Property']",
    ),

    'no-ambient-input': restricted(
      'Time and chance reach the domain through Clock, IdGenerator and SecretGenerator.',
      "NewExpression[callee.name='Date'][arguments.length=0]",
      "CallExpression[callee.object.name='Date'][callee.property.name='now']",
      "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    ),

    'no-sleep': restricted(
      'A test waits for a condition, never for a time.',
      "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout'] > Identifier.arguments:first-child",
      "NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout'][arguments.0.body.callee.name='resolve']",
      String.raw`ImportDeclaration[source.value=/^(node:)?timers\u002Fpromises$/]`,
    ),

    'no-expect-in-catch': restricted(
      'An expectation in a catch block is skipped when nothing is thrown. Use `rejects` or `toThrow`.',
      "CatchClause CallExpression[callee.name='expect']",
    ),

    'no-raw-sql': restricted(
      'SQL is written in adapters-sql only.',
      `Literal[value=${STATEMENT}]`,
      `TemplateLiteral > TemplateElement:first-child[value.raw=${STATEMENT}]`,
      `MemberExpression[property.name=/^(query|literal)$/]${ON_SEQUELIZE}`,
      "ImportDeclaration[source.value='sequelize'] > ImportSpecifier[imported.name='literal']",
      "CallExpression[callee.property.name='query'][callee.object.name=/^(client|connection|pg|pool)$/i]",
    ),

    'no-unbound-query': restricted(
      'What Sequelize is asked in SQL carries its values as `bind`: `replacements` are written into the text.',
      `CallExpression[callee.property.name='query']:has(> MemberExpression.callee${ON_SEQUELIZE}):not(:has(ObjectExpression.arguments > Property[key.name='bind']))`,
      `CallExpression[callee.property.name='query']:has(> MemberExpression.callee${ON_SEQUELIZE}) > ObjectExpression.arguments > Property[key.name='replacements']`,
    ),

    'no-interpolated-sql': restricted(
      'A statement is one constant, put together when its module loads; values travel as its parameters.',
      `${AT_RUN_TIME} TemplateLiteral:has(> TemplateElement:first-child[value.raw=${STATEMENT}]) > .expressions`,
      `${AT_RUN_TIME} TemplateLiteral:has(> TemplateElement:first-child[value.raw=${PART_OF_STATEMENT}]) > .expressions`,
      `${AT_RUN_TIME} Property[key.name='text'] > TemplateLiteral > .expressions`,
      `${AT_RUN_TIME} BinaryExpression[operator='+'] > Literal[value=${STATEMENT}]`,
      `${AT_RUN_TIME} BinaryExpression[operator='+'] > Literal[value=${PART_OF_STATEMENT}]`,
    ),

    'model-query-lists-attributes': restricted(
      'A model query lists the attributes it reads.',
      `CallExpression[callee.property.name=${FINDER}]:not(:has(ObjectExpression.arguments > Property[key.name='attributes']))`,
      "Property[key.name='include'] ObjectExpression:has(> Property[key.name=/^(model|association)$/]):not(:has(> Property[key.name='attributes']))",
    ),
  },
};
