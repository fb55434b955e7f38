import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throwAwayFolder, type DataFolder } from '../dev-databases/data-folder.js';

const INSTALL = fileURLToPath(new URL('fixtures/install.js', import.meta.url));

let root: DataFolder;

beforeEach(() => {
  root = throwAwayFolder();
  for (const folder of ['bin', 'apps', 'packages', 'tooling', 'node_modules']) {
    mkdirSync(join(root.path, folder));
  }
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', 'tooling/package.json']) {
    writeFileSync(join(root.path, file), '');
  }
  writeFileSync(join(root.path, 'package.json'), '{ "packageManager": "pnpm@10.34.8+sha512.abc" }');
});

afterEach(() => root.release());

/** A package manager that says its version, and notes what else it is asked. */
function program(name: string, version: string, exitCode = 0): void {
  writeFileSync(
    join(root.path, 'bin', name),
    `#!/bin/sh
case "$*" in
  *--version) echo ${version} ;;
  *) echo "${name} $*" >> "${root.path}/calls"; exit ${exitCode} ;;
esac`,
    { mode: 0o755 },
  );
}

function install(): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [INSTALL, root.path], {
    encoding: 'utf8',
    env: { PATH: join(root.path, 'bin') },
  });
  return { status, output: stdout + stderr };
}

function calls(): string[] {
  const file = join(root.path, 'calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

const INSTALLING = 'install --frozen-lockfile --config.confirmModulesPurge=false';

describe('the dependencies', () => {
  it('are installed once, by the pnpm on PATH', () => {
    program('pnpm', '10.34.8');

    expect(install().status).toBe(0);
    expect(install()).toEqual({ status: 0, output: '' });

    expect(calls()).toEqual([`pnpm ${INSTALLING}`]);
  });

  it.each(['pnpm-lock.yaml', 'package.json', 'tooling/package.json', 'packages/domain/package.json'])(
    'are installed again when %s changed',
    (file) => {
      program('pnpm', '10.34.8');
      mkdirSync(dirname(join(root.path, file)), { recursive: true });
      install();

      appendFileSync(join(root.path, file), '\n');
      install();

      expect(calls()).toHaveLength(2);
    },
  );

  it('are installed by the pnpm of corepack when the one on PATH is another version', () => {
    program('pnpm', '9.0.0');
    program('corepack', '10.34.8');

    install();

    expect(calls()).toEqual([`corepack pnpm ${INSTALLING}`]);
  });

  it('are installed by a pnpm that npm fetches when there is none', () => {
    program('npx', '11.0.0');

    install();

    expect(calls()).toEqual([`npx --yes pnpm@10.34.8 ${INSTALLING}`]);
  });

  it('are tried again after an installation that failed', () => {
    program('pnpm', '10.34.8', 7);

    const { status, output } = install();
    install();

    expect(status).toBe(1);
    expect(output).toMatch(/The dependencies could not be installed: pnpm install ended with 7\.\n$/);
    expect(calls()).toHaveLength(2);
  });
});
