import { SetupError } from '../dev-databases/setup-error.js';
import { pruneCompiled } from './prune-compiled.js';
import { runTool } from './run-program.js';

/**
 * Compiles what changed since the last time.
 *
 * @throws {SetupError} when it does not compile
 */
export async function build() {
  const code = await runTool('typescript/bin/tsc', ['-b', 'tsconfig.build.json']);
  if (code !== 0) throw new SetupError('The sources do not compile: see the errors above.');
  for (const name of ['adapters-sql', 'adapters-mongo']) {
    pruneCompiled(`packages/${name}/migrations`, `packages/${name}/dist/migrations`);
  }
}
