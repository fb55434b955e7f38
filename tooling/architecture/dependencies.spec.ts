import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTEXTS, dependencyRules } from './dependency-rules.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURES = join(ROOT, 'tooling/architecture/fixtures/dependencies');
const PACKAGES = [
  'packages/domain',
  'packages/adapters-node',
  'packages/adapters-sql',
  'packages/composition',
  'apps/api',
  'apps/worker',
];
const LIBRARIES = ['fast-check', 'sequelize', 'typescript'];

const DOMAIN = 'packages/domain/src';
const ORDERING = `${DOMAIN}/ordering`;
const FAKES = 'packages/domain/testing/index.ts';
const MONEY = `${DOMAIN}/kernel/money.ts`;

/** Each context, and the next one, which it may not import. */
const NEIGHBOURS = CONTEXTS.slice(0, -1).map((left, index) => ({ left, right: CONTEXTS[index + 1] ?? '' }));

/** Every line the check has to print on the broken tree, apart from its summary. */
const PLANTED = [
  `domain-imports-only-itself: ${ORDERING}/model/uses-a-fake.ts → ${FAKES}`,
  `domain-imports-only-itself: ${ORDERING}/model/uses-a-library.ts → node_modules/fast-check/index.js`,
  `domain-imports-only-itself: ${ORDERING}/model/uses-the-host.ts → buffer`,
  `domain-specs-import-only-the-domain: ${ORDERING}/model/uses-the-host.spec.ts → fs/promises`,
  'domain-testing-imports-only-the-domain: packages/domain/testing/uses-the-host.ts → fs/promises',
  'domain-testing-specs-import-only-the-domain: packages/domain/testing/uses-the-host.spec.ts → fs/promises',
  `context-is-listed: ${DOMAIN}/shipping/parcel.ts → ${DOMAIN}/kernel/index.ts`,
  ...NEIGHBOURS.map(
    ({ left, right }) =>
      `${left}-imports-only-from-its-left: ${DOMAIN}/${left}/uses-${right}.ts → ${DOMAIN}/${right}/index.ts`,
  ),
  `context-is-imported-through-its-index: ${ORDERING}/model/passes-by-an-index.ts → ${MONEY}`,
  `model-imports-no-port-and-no-use-case: ${ORDERING}/model/uses-a-port.ts → ${ORDERING}/ports/order-repository.ts`,
  `model-imports-no-port-and-no-use-case: ${ORDERING}/model/uses-a-use-case.ts → ${ORDERING}/use-cases/place-order.ts`,
  `port-imports-no-use-case: ${ORDERING}/ports/uses-a-use-case.ts → ${ORDERING}/use-cases/place-order.ts`,
  'adapter-imports-only-the-domain: packages/adapters-sql/src/uses-an-app.ts → apps/worker/src/index.ts',
  'adapter-imports-only-the-domain: packages/adapters-sql/src/uses-another-adapter.ts → packages/adapters-node/src/index.ts',
  'composition-imports-no-app: packages/composition/src/uses-an-app.ts → apps/worker/src/index.ts',
  'app-imports-no-other-app: apps/worker/src/uses-another-app.ts → apps/api/src/index.ts',
  `package-is-imported-through-its-exports: apps/worker/src/passes-by-the-exports.ts → ${MONEY}`,
  `testing-is-imported-only-by-tests: ${ORDERING}/model/uses-a-fake.ts → ${FAKES}`,
  `testing-is-imported-only-by-tests: apps/worker/src/uses-a-fake.ts → ${FAKES}`,
  'spec-is-imported-by-nobody: apps/worker/src/uses-a-spec.ts → apps/worker/src/job.spec.ts',
  'dependency-is-declared: packages/adapters-node/src/uses-what-it-does-not-declare.ts → node_modules/sequelize/index.js',
  'dependency-is-installed-in-production: apps/worker/src/uses-a-development-dependency.ts → node_modules/typescript/index.js',
  'import-is-found: apps/worker/src/leads-nowhere.ts → ./nowhere.js',
  'no-cycle: apps/worker/src/egg.ts → apps/worker/src/hen.ts → apps/worker/src/egg.ts',
  'no-orphan: apps/worker/src/used-by-nobody.ts',
];

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** A workspace of its own, with the packages' real manifests, because they say how each is imported. */
async function workspace(...trees: readonly string[]): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'architecture-')));
  for (const tree of trees) await cp(join(FIXTURES, tree), root, { recursive: true });
  await cp(join(ROOT, 'package.json'), join(root, 'package.json'));
  await mkdir(join(root, 'node_modules/@2krika'), { recursive: true });
  for (const folder of PACKAGES) {
    await cp(join(ROOT, folder, 'package.json'), join(root, folder, 'package.json'));
    await symlink(join(root, folder), join(root, 'node_modules/@2krika', basename(folder)));
  }
  for (const name of LIBRARIES) {
    await write(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    await write(join(root, 'node_modules', name, 'index.js'), 'export const used = true;\n');
  }
  return root;
}

async function plantNeighbours(root: string): Promise<void> {
  for (const { left, right } of NEIGHBOURS) {
    await mkdir(join(root, DOMAIN, right), { recursive: true });
    await appendFile(join(root, DOMAIN, right, 'index.ts'), 'export {};\n');
    await write(join(root, DOMAIN, left, `uses-${right}.ts`), `import '../${right}/index.js';\n`);
  }
}

/** dependency-cruiser runs in a process of its own: that is how people run it. */
function check(root: string): Promise<{ lines: readonly string[]; summary: string; code: number }> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, 'tooling/architecture/check.js'), root],
      (_failure, stdout, stderr) => {
        const lines = stdout.trimEnd().split('\n');
        const summary = lines.pop();
        if (stderr !== '' || !summary || child.exitCode === null) reject(new Error(stderr || 'No output.'));
        else resolve({ lines, summary, code: child.exitCode });
      },
    );
  });
}

describe('the architecture check', () => {
  const roots: string[] = [];
  const checked = async (...trees: readonly string[]) => {
    const root = await workspace(...trees);
    roots.push(root);
    if (trees.includes('broken')) await plantNeighbours(root);
    return check(root);
  };
  afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

  it('finds nothing in a tree that keeps every rule', async () => {
    const { lines, summary, code } = await checked('kept');
    expect(lines).toEqual([]);
    expect(summary).toMatch(
      new RegExp(
        `^Architecture of packages, apps: \\d+ modules, \\d+ dependencies, ${dependencyRules.length} rules, 0`,
      ),
    );
    expect(code).toBe(0);
  }, 60_000);

  it('finds exactly what is planted in a tree that breaks every rule', async () => {
    const { lines, summary, code } = await checked('kept', 'broken');
    expect([...lines].sort()).toEqual([...PLANTED].sort());
    expect(summary).toContain(`${PLANTED.length} violations`);
    expect(code).toBe(1);
  }, 60_000);

  it('has something planted for every rule', () => {
    const proved = new Set(PLANTED.map((line) => line.slice(0, line.indexOf(':'))));
    expect(dependencyRules.map(({ name }) => name).filter((name) => !proved.has(name ?? ''))).toEqual([]);
  });
});
