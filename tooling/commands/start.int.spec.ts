import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throwAwayFolder } from '../dev-databases/data-folder.js';
import type { DataFolder } from '../dev-databases/data-folder.js';
import { freePort, isFree } from '../dev-databases/free-port.js';
import { until } from '../dev-databases/testing/until.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** A busy machine, or the first run on it, which fetches the jars of the stand-in. */
const PATIENCE = 180_000;
const APPS = ['api', 'worker', 'sandbox-provider'];

let root: DataFolder;
let port: number;
const started: ChildProcess[] = [];

interface Start {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly ready: Promise<{ api: string; sandbox: string }>;
  readonly exitCode: Promise<number | null>;
}

beforeEach(async () => {
  root = throwAwayFolder();
  port = await freePort(0);
  writeFileSync(join(root.path, 'package.json'), '{ "type": "module" }');
  for (const app of APPS) {
    const folder = join(root.path, 'apps', app, 'dist');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.js'), `import ${JSON.stringify(at('fixtures/app.js'))};`);
  }
});

afterEach(async () => {
  await Promise.all(
    started.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await gone;
    }),
  );
  root.release();
}, PATIENCE);

function start(env: NodeJS.ProcessEnv = {}): Start {
  const child = fork(at('fixtures/start.js'), [root.path], {
    env: { PATH: process.env['PATH'], PORT: String(port), SANDBOX_PORT: '0', ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<{ api: string; sandbox: string }>((resolve, reject) => {
    child.once('message', (urls: { api: string; sandbox: string }) => resolve(urls));
    void exitCode.then((code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
  // Only some tests wait for it.
  ready.catch(() => undefined);
  return { process: child, output: () => output, ready, exitCode };
}

/** Every process of ours: the apps tell their ids in their logs, the databases leave a record. */
function processes(): number[] {
  const data = join(root.path, '.data');
  const apps = APPS.map(
    (app) => readFileSync(join(data, 'logs', `${app}.log`), 'utf8').match(/process (\d+)/)?.[1],
  );
  const databases = readdirSync(data)
    .filter((name) => name.endsWith('.running.json'))
    .map((name) => JSON.parse(readFileSync(join(data, name), 'utf8')).pid);
  return [...apps, ...databases].map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('npm start', () => {
  it(
    'ends everything within five seconds when asked to',
    async () => {
      const run = start();
      const { api, sandbox } = await run.ready;
      expect(await (await fetch(api)).text()).toBe(sandbox);
      const pids = processes();
      expect(pids).toHaveLength(5);
      expect(pids.filter(isAlive)).toHaveLength(5);

      const asked = Date.now();
      run.process.kill('SIGTERM');

      expect(await run.exitCode).toBe(0);
      expect(Date.now() - asked).toBeLessThan(5_000);
      expect(pids.filter(isAlive)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'ends within five seconds although an app does not listen',
    async () => {
      const run = start({ FIXTURE_APP: 'worker', FIXTURE_BEHAVIOUR: 'deaf' });
      await run.ready;
      const pids = processes();

      const asked = Date.now();
      run.process.kill('SIGTERM');

      expect(await run.exitCode).toBe(0);
      expect(Date.now() - asked).toBeLessThan(5_000);
      expect(pids.filter(isAlive)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'leaves no process behind when it is killed',
    async () => {
      const run = start();
      await run.ready;
      const pids = processes();

      run.process.kill('SIGKILL');

      await until('everything is gone', () => pids.every((pid) => !isAlive(pid)));
    },
    PATIENCE,
  );

  it(
    'ends everything when an app dies, with its last lines',
    async () => {
      const run = start({ FIXTURE_APP: 'api', FIXTURE_BEHAVIOUR: 'dies' });
      const { api } = await run.ready;
      const pids = processes();

      await fetch(api).catch(() => undefined);

      expect(await run.exitCode).toBe(1);
      expect(run.output()).toMatch(
        /api ended with exit code 3\. Its last lines:\n(.*\n)* {2}out of memory\n/,
      );
      expect(pids.filter(isAlive)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'ends with the words of an app that does not start',
    async () => {
      const run = start({ FIXTURE_APP: 'worker', FIXTURE_BEHAVIOUR: 'fails' });

      expect(await run.exitCode).toBe(1);
      expect(run.output()).toMatch(
        /worker ended with exit code 2\. Its last lines:\n(.*\n)* {2}a setting is missing\n/,
      );
    },
    PATIENCE,
  );

  it(
    'starts no app when the migrations fail',
    async () => {
      const run = start({ FIXTURE_APP: 'migrate' });

      expect(await run.exitCode).toBe(1);
      expect(run.output()).toMatch(/column exists already\n$/);
    },
    PATIENCE,
  );

  it(
    'says in one line what to do about a busy port',
    async () => {
      const other = await new Promise<Server>((resolve) => {
        const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
      });

      const run = start();

      expect(await run.exitCode).toBe(1);
      expect(run.output()).toBe(
        `Port ${port} is in use by another program: end it, or start with another one: PORT=${port + 1} npm start\n`,
      );
      other.close();
      await until('the port is free again', () => isFree(port));
    },
    PATIENCE,
  );

  it(
    'says in one line what to do about a data folder it cannot write',
    async () => {
      writeFileSync(join(root.path, '.data'), 'a file');

      const run = start();

      expect(await run.exitCode).toBe(1);
      expect(run.output()).toMatch(
        /^The data folder .*\.data cannot be written \(.*\): make it writable .*\n$/,
      );
    },
    PATIENCE,
  );

  it(
    'refuses a port that is none',
    async () => {
      const run = start({ PORT: 'http' });

      expect(await run.exitCode).toBe(1);
      expect(run.output()).toBe('PORT is a port number from 1 to 65535, not "http".\n');
    },
    PATIENCE,
  );
});
