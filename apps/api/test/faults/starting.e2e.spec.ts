import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../../tooling/dev-databases/free-port.js';
import { newKeys } from '../product/new-keys.js';
import { AppProcess } from './app-process.js';
import { SLOW } from './use-installation.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '2krika-starting-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Of an app whose databases are not there. */
function environment(variables: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...newKeys(),
    ...{ NODE_ENV: 'production', PATH: process.env['PATH'] ?? '', DATA_FOLDER: folder, BACKUP_HOUR: 'off' },
    ...{
      SQL_DATABASE_URL: 'postgresql://krika:secret@127.0.0.1:1/krika',
      MONGO_DATABASE_URL: 'mongodb://127.0.0.1:1',
    },
    ...{ PORT: '0', API_URL: 'http://127.0.0.1:1', SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1' },
    ...{ SANDBOX_API_KEY: 'the-key-of-the-sandbox', SANDBOX_WEBHOOK_SECRET: 'the-secret-of-the-sandbox' },
    ...{ LOG_LEVEL: 'silent', DRAIN_MS: '0' },
    ...variables,
  };
}

/** What it says before it ends. */
async function lastWordsOf(
  app: 'api' | 'worker',
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const started = await AppProcess.start(app, environment(variables)).catch((error: unknown) => error);
  if (started instanceof Error) return started.message;
  if (started instanceof AppProcess) await started.kill();
  throw new Error('It should not have started.');
}

describe('an app that starts', () => {
  it.each(['api', 'worker'] as const)(
    'as %s without its databases tells its figures, until it is told to end',
    async (app) => {
      const port = await freePort(0);
      const running = await AppProcess.start(app, environment({ METRICS_PORT: String(port) }));
      const metrics = () => fetch(`http://127.0.0.1:${port}/metrics`);
      const answer = await metrics();
      const text = await answer.text();
      expect(await running.stop()).toEqual({ code: 0, signal: null });
      expect(answer.status).toBe(200);
      expect(text).toMatch(new RegExp(`^process_cpu_seconds_total\\{app="${app}"\\} `, 'm'));
      for (const pool of ['main', 'reserved']) {
        expect(text).toContain(`database_pool_connections{pool="${pool}",state="in_use",app="${app}"}`);
      }
      await expect(metrics()).rejects.toThrow();
    },
    SLOW,
  );

  it(
    'counts requests by the template of their route',
    async () => {
      const port = await freePort(0);
      const api = await AppProcess.start('api', environment({ METRICS_PORT: String(port) }));
      await fetch(`${api.url}/v1/public-files/019b0000-0000-7000-8000-000000000000`);
      await fetch(`${api.url}/v1/nothing/at/all`);
      const isPublic = (await fetch(`${api.url}/metrics`)).status;
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      await api.stop();
      expect(isPublic).toBe(404);
      expect(text).toMatch(
        /http_request_duration_seconds_count\{app="api",method="GET",route="\/v1\/public-files\/:id",status="503"\} 1/,
      );
      expect(text).toMatch(
        /http_request_duration_seconds_count\{app="api",method="GET",route="none",status="404"\} 2/,
      );
      expect(text).not.toContain('019b0000');
    },
    SLOW,
  );

  it.each(['api', 'worker'] as const)(
    'as %s in development without PostgreSQL says so in one line and ends',
    async (app) => {
      expect(await lastWordsOf(app, { NODE_ENV: 'development' })).toBe(
        `${app} ended (1) before it was ready: ${app} cannot start: The database is not available right now. (connect ECONNREFUSED 127.0.0.1:1)`,
      );
    },
    SLOW,
  );

  it(
    'on an address that is taken says so in one line and ends',
    async () => {
      const other = await new Promise<Server>((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
      });
      const address = other.address();
      const port = typeof address === 'object' && address !== null ? String(address.port) : '';
      const words = await lastWordsOf('api', { METRICS_PORT: port });
      other.close();
      expect(words).toBe(
        `api ended (1) before it was ready: api cannot start: listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
      );
    },
    SLOW,
  );

  it(
    'with wrong values says each in a line and ends',
    async () => {
      expect(await lastWordsOf('worker', { DB_POOL_MAX: 'ten', DB_PREPARE: 'never', API_URL: '' })).toBe(
        [
          'worker ended (1) before it was ready: DB_POOL_MAX is a whole number from 1 to 1000, not "ten".',
          'DB_PREPARE is one of on, off, not "never".',
          'API_URL is not set.',
        ].join('\n'),
      );
    },
    SLOW,
  );
});
