import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENT = new URL('../../docs/requirements.md', import.meta.url);

/** A row of the tables, with its files as paths. */
interface Requirement {
  readonly code: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  readonly titles: readonly string[];
}

const linksOf = (cell: string) =>
  [...cell.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => fileURLToPath(new URL(target, DOCUMENT)));

async function requirements(): Promise<readonly Requirement[]> {
  const lines = (await readFile(DOCUMENT, 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const [, code = '', , files = '', tests = ''] = line.split('|').map((cell) => cell.trim());
    if (!/^[SD]\d+$/.test(code)) return [];
    const titles = [...tests.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title);
    return [{ code, files: linksOf(files), tests: linksOf(tests), titles }];
  });
}

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

describe('docs/requirements.md', () => {
  it('has a row for every requirement and every defect of the samples', async () => {
    const codes = (await requirements()).map(({ code }) => code);
    expect(codes).toEqual([...numbered('S', 24), ...numbered('D', 13)]);
  });

  it('names files that are there, of each row at least one that implements it', async () => {
    for (const { code, files, tests } of await requirements()) {
      expect([code, files.length > 0]).toEqual([code, true]);
      for (const file of [...files, ...tests]) await access(file);
    }
  });

  it('names tests by the titles they have', async () => {
    for (const { code, tests, titles } of await requirements()) {
      const sources = await Promise.all(tests.map((path) => readFile(path, 'utf8')));
      const text = sources.join('\n');
      expect([code, titles.filter((title) => !text.includes(title))]).toEqual([code, []]);
    }
  });

  it('names for each row a suite that npm test runs', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['node_modules/jest/bin/jest.js', '--listTests'],
      { cwd: ROOT, maxBuffer: 10_000_000 },
    );
    const run = new Set(stdout.split('\n'));
    for (const { code, tests } of await requirements()) {
      const suites = tests.filter((path) => path.endsWith('.spec.ts'));
      expect([code, suites.length > 0, suites.filter((suite) => !run.has(suite))]).toEqual([code, true, []]);
    }
  });
});
