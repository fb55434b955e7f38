import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURES = join(ROOT, 'tooling/architecture/fixtures/lint');
const MODEL = 'packages/domain/src/ordering/model';
const SQL = 'packages/adapters-sql/src/ordering';

/** What ESLint has to find in each file that breaks a rule: every finding by name, and nothing else. */
const PLANTED: Readonly<Record<string, readonly string[]>> = {
  [`${MODEL}/CamelCase.ts`]: ['house/kebab-case-file'],
  [`${MODEL}/ambient-input.ts`]: Array<string>(3).fill('house/no-ambient-input'),
  [`${MODEL}/any-type.ts`]: ['@typescript-eslint/no-explicit-any'],
  [`${MODEL}/console-call.ts`]: ['no-console'],
  [`${MODEL}/default-export.ts`]: ['no-restricted-exports'],
  [`${MODEL}/disabled-rule.ts`]: ['@typescript-eslint/no-explicit-any'],
  [`${MODEL}/disabled.spec.ts`]: ['jest/no-disabled-tests'],
  [`${MODEL}/double-cast.ts`]: ['house/no-double-cast'],
  [`${MODEL}/enumeration.ts`]: ['house/no-enum'],
  [`${MODEL}/expects-in-catch.spec.ts`]: ['house/no-expect-in-catch'],
  [`${MODEL}/expects-nothing.spec.ts`]: ['jest/expect-expect'],
  [`${MODEL}/floating-promise.ts`]: ['@typescript-eslint/no-floating-promises'],
  [`${MODEL}/focused.spec.ts`]: ['jest/no-focused-tests'],
  [`${MODEL}/leading-spread.ts`]: ['house/no-leading-spread'],
  [`${MODEL}/loose-equality.ts`]: ['eqeqeq'],
  [`${MODEL}/open-switch.ts`]: ['@typescript-eslint/switch-exhaustiveness-check'],
  [`${MODEL}/sleeping.spec.ts`]: Array<string>(3).fill('house/no-sleep'),
  [`${MODEL}/too-long.ts`]: ['max-lines'],
  [`${MODEL}/unawaited-expectation.spec.ts`]: ['jest/valid-expect'],
  [`${MODEL}/unfinished-work.ts`]: ['no-warning-comments'],
  [`${MODEL}/value-import-of-a-type.ts`]: ['@typescript-eslint/consistent-type-imports'],
  [`${MODEL}/wishful-title.spec.ts`]: ['jest/valid-title'],
  [`${SQL}/interpolated-statements.ts`]: Array<string>(5).fill('house/no-interpolated-sql'),
  [`${SQL}/query-without-attributes.ts`]: Array<string>(6).fill('house/model-query-lists-attributes'),
  [`${SQL}/unbound-query.ts`]: Array<string>(3).fill('house/no-unbound-query'),
  'apps/api/src/raw-sql.ts': Array<string>(5).fill('house/no-raw-sql'),
};

interface FileFindings {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly severity: number }[];
}

/** ESLint runs in a process of its own: jest's module loader is not the one its plugins expect. */
function lint(): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const args = [join(ROOT, 'node_modules/eslint/bin/eslint.js'), '.', '--format', 'json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: FIXTURES, maxBuffer: 2 ** 24 }, (_failure, stdout, stderr) => {
      if (stdout === '') {
        reject(new Error(stderr));
        return;
      }
      const files: readonly FileFindings[] = JSON.parse(stdout);
      const errorsOf = ({ messages }: FileFindings) =>
        messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId);
      resolve(new Map(files.map((file) => [relative(FIXTURES, file.filePath), errorsOf(file)])));
    });
  });
}

describe('ESLint', () => {
  let found: ReadonlyMap<string, readonly (string | null)[]>;
  beforeAll(async () => {
    found = await lint();
  }, 120_000);

  it.each(Object.entries(PLANTED))('finds in %s exactly what is planted there', (file, rules) => {
    expect(found.get(file)).toEqual(rules);
  });

  it('finds nothing in the files that keep the rules', () => {
    const clean = [...found].filter(([file]) => !(file in PLANTED));
    expect(clean.map(([file]) => file).sort()).toEqual([
      'eslint.config.js',
      'packages/adapters-sql/src/models/order.model.ts',
      `${SQL}/sequelize-orders.ts`,
      `${MODEL}/order.spec.ts`,
      `${MODEL}/order.ts`,
      'tooling/commands/say.js',
    ]);
    expect(clean.flatMap(([, rules]) => rules)).toEqual([]);
  });

  it('reads every fixture', async () => {
    const files = await readdir(FIXTURES, { recursive: true });
    expect([...found.keys()].sort()).toEqual(files.filter((file) => /\.(ts|js)$/.test(file)).sort());
  });
});
