import { fileURLToPath } from 'node:url';
import { project, purePackage } from './tooling/jest/preset.js';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const databases = {
  globalSetup: at('tooling/jest/start-databases.js'),
  globalTeardown: at('tooling/jest/stop-databases.js'),
};

/** @type {import('jest').Config} */
export default {
  // Jest leaves one core to whoever watches, which on two cores means that suites run one after the other.
  maxWorkers: '100%',
  // Of each suite jest keeps the modules, some 30 MB: a worker that is not replaced in time collects garbage more
  // than it tests.
  workerIdleMemoryLimit: '1GB',
  // Many suites share few cores and one server: a wait that is too long shows as the refusal it ends in. Of a
  // project jest does not read it.
  testTimeout: 30_000,
  collectCoverageFrom: ['packages/domain/src/**/*.ts', '!**/*.spec.ts', '!**/index.ts'],
  coverageProvider: 'v8',
  projects: [
    purePackage('domain', at('packages/domain')),
    project('adapters-sql', at('packages/adapters-sql'), databases),
    project('adapters-mongo', at('packages/adapters-mongo'), databases),
    project('adapters-node', at('packages/adapters-node')),
    project('adapters-providers', at('packages/adapters-providers')),
    project('composition', at('packages/composition'), databases),
    project('api', at('apps/api'), databases),
    project('worker', at('apps/worker'), databases),
    project('sandbox-provider', at('apps/sandbox-provider')),
    project('tooling', at('tooling')),
    project('custom-adapter', at('examples/custom-adapter'), databases),
  ],
};
