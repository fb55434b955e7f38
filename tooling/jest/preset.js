/** Where no tests are looked for. */
export const IGNORED = ['/node_modules/', '/dist/', '/dist-testing/', '/fixtures/'];

/**
 * One jest project per workspace package, all alike: TypeScript run from its sources through the
 * `@2krika/source` export condition, so no test needs a build. Types are checked apart, by `typecheck`:
 * inside ts-jest the same run takes three times as long.
 *
 * @param {string} name the project's name in the output
 * @param {string} rootDir
 * @param {import('jest').Config} [extra]
 * @returns {import('jest').Config}
 */
export function project(name, rootDir, extra = {}) {
  return {
    displayName: name,
    rootDir,
    testEnvironment: 'node',
    testEnvironmentOptions: { customExportConditions: ['@2krika/source', 'node', 'node-addons'] },
    testMatch: ['<rootDir>/**/*.spec.ts'],
    testPathIgnorePatterns: [...IGNORED],
    modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/dist-testing'],
    extensionsToTreatAsEsm: ['.ts'],
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    transform: {
      '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: `${rootDir}/tsconfig.json`, diagnostics: false }],
    },
    setupFiles: ['reflect-metadata'],
    ...extra,
  };
}

/** What a package that imports nothing is compiled to for its tests. */
const SCRIPTS = {
  module: 'commonjs',
  ...{ moduleResolution: 'node10', ignoreDeprecations: '6.0', target: 'es2023' },
  ...{ isolatedModules: true, verbatimModuleSyntax: false, customConditions: null },
};

/**
 * The same for a package without a library of its own: what it does is the same in scripts as in modules, and jest
 * loads scripts three times as fast. There are many suites, and each loads all of them anew.
 *
 * @param {string} name
 * @param {string} rootDir
 * @returns {import('jest').Config}
 */
export function purePackage(name, rootDir) {
  return project(name, rootDir, {
    extensionsToTreatAsEsm: [],
    transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: SCRIPTS, diagnostics: false }] },
  });
}
