import js from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import jest from 'eslint-plugin-jest';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';
import { house } from './tooling/eslint-rules/index.js';

const TESTS = ['**/*.spec.ts', '**/*.contract.ts'];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/dist-testing/',
    'coverage/',
    '.cache/',
    '.data/',
    'tooling/architecture/fixtures/',
  ]),
  {
    // A rule is obeyed, or changed here for everybody; no comment switches one off.
    linterOptions: { noInlineConfig: true },
    // One program for the whole repository: with one for each package the same run takes half as long again.
    languageOptions: { parserOptions: { project: ['tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    plugins: { house },
  },
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  {
    rules: {
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: 'error',

      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowEmpty: true, allowWithDecorator: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Length in code points is what the rules of form count.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],

      'house/kebab-case-file': 'error',
      'house/no-double-cast': 'error',
      'house/no-enum': 'error',
      'house/no-leading-spread': 'error',

      // A tenth of the run, for what editors strike through anyway.
      '@typescript-eslint/no-deprecated': 'off',
      // TypeScript finds undefined names, in the typed JavaScript too.
      'no-undef': 'off',
      // A port is asynchronous; an adapter of it in memory has nothing to await.
      '@typescript-eslint/require-await': 'off',
      // A class of a view documents an answer's form; answers are plain objects of that form.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // There are no enums.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // A type parameter of a port is used by those who name the port.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // Tools that ask for a default export, and models, which are found by their files.
    files: ['*.config.js', 'tooling/jest/*.js', '**/*.model.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['tooling/commands/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // What arrives is checked into an instance of a class that has data only: nothing is lost in spreading it.
    files: ['apps/api/**'],
    rules: { '@typescript-eslint/no-misused-spread': 'off' },
  },
  {
    files: ['packages/domain/src/**'],
    ignores: TESTS,
    rules: { 'house/no-ambient-input': 'error' },
  },
  {
    files: ['packages/**', 'apps/**'],
    ignores: ['packages/adapters-sql/**'],
    rules: { 'house/no-raw-sql': 'error' },
  },
  {
    // `Table` writes the statements of a table once, when a module makes it; a migration runs without input.
    files: ['packages/adapters-sql/src/**'],
    ignores: [
      ...TESTS,
      'packages/adapters-sql/src/mapping/table.ts',
      'packages/adapters-sql/src/migrations/**',
    ],
    rules: {
      'house/model-query-lists-attributes': 'error',
      'house/no-interpolated-sql': 'error',
      'house/no-unbound-query': 'error',
    },
  },
  {
    files: TESTS,
    extends: [jest.configs['flat/recommended']],
    settings: { jest: { version: 30 } },
    rules: {
      'house/no-expect-in-catch': 'error',
      'house/no-sleep': 'error',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert', 'until'] }],
      'jest/valid-title': [
        'error',
        { mustNotMatch: { it: [String.raw`\bshould\b`, 'A title states a fact.'] } },
      ],
      'jest/no-commented-out-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['afterEach', 'afterAll'] }],
      // A property says "if … then …"; the dangerous case has `house/no-expect-in-catch`.
      'jest/no-conditional-expect': 'off',
      // A contract exports the suite it is.
      'jest/no-export': 'off',
      // A spec reads foreign JSON and judges it by its expectations.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  prettier,
);
