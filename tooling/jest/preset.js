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
