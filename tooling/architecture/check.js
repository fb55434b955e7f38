import { existsSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import { dependencyRules } from './dependency-rules.js';

/**
 * Checks who imports whom. Prints one line for each violation and a summary; exits with 1 if there is any.
 *
 *     node tooling/architecture/check.js [root]      root: the repository, where the command runs by default
 */
const root = process.argv[2] ?? process.cwd();
const folders = ['packages', 'apps', 'examples', 'tooling'].filter((folder) =>
  existsSync(`${root}/${folder}`),
);

const { output } = await cruise(
  folders,
  {
    baseDir: root,
    ruleSet: { forbidden: [...dependencyRules] },
    validate: true,
    // Tools that every package uses are named by the root's package.json.
    combinedDependencies: true,
    // Without it a type import, which is gone after compilation, goes unseen.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/dist/', '/dist-testing/'] },
    exclude: { path: ['/node_modules/\\.bin/', '/dist/', '/dist-testing/', 'architecture/fixtures/'] },
  },
  {
    exportsFields: ['exports'],
    conditionNames: ['@2krika/source', 'import', 'require', 'node', 'default', 'types'],
    extensions: ['.ts', '.js', '.json', '.d.ts'],
  },
);
if (typeof output === 'string')
  throw new TypeError('dependency-cruiser answered with text instead of its result');

const { violations, totalCruised, totalDependenciesCruised } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const path = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ');
  process.stdout.write(`${rule.name}: ${from}${path === from ? '' : ` → ${path}`}\n`);
}
const found = violations.length === 1 ? '1 violation' : `${violations.length} violations`;
process.stdout.write(
  `Architecture of ${folders.join(', ')}: ${totalCruised} modules, ${totalDependenciesCruised ?? 0} dependencies, ` +
    `${dependencyRules.length} rules, ${found}.\n`,
);
if (violations.length > 0) process.exitCode = 1;
