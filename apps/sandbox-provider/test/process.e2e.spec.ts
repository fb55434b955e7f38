import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_KEY, numberEndingIn, SandboxClient, WEBHOOK_SECRET } from './sandbox-client.js';
import {
  compileProgram,
  startProcess,
  type CompiledProgram,
  type SandboxProcess,
} from './sandbox-process.js';

/** Starting a process takes a second on a busy machine. */
const TIMEOUT_MS = 60_000;

let program: CompiledProgram;
let folder: string;
const processes: SandboxProcess[] = [];

beforeAll(async () => {
  program = await compileProgram();
}, TIMEOUT_MS);
afterAll(() => program.remove());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-data-'));
});
afterEach(async () => {
  for (const started of processes.splice(0)) {
    started.kill('SIGKILL');
    await started.exit;
  }
  await rm(folder, { recursive: true });
});

function start(changes: Readonly<Record<string, string>> = {}): SandboxProcess {
  const started = startProcess(program.main, {
    SANDBOX_DATA_FOLDER: folder,
    SANDBOX_API_KEY: API_KEY,
    SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SANDBOX_PORT: '0',
    SANDBOX_DELAY_MS: '3600000',
    ...changes,
  });
  processes.push(started);
  return started;
}

/** Sends collections, some at a time, until the process is gone; resolves with the references it accepted. */
async function collectUntilGone(
  client: SandboxClient,
  onAccepted: (count: number) => void,
): Promise<string[]> {
  const accepted: string[] = [];
  async function sendOneAfterAnother(): Promise<void> {
    for (;;) {
      const reference = randomUUID();
      const answer = await client.collect({ reference }).catch(() => null);
      if (answer === null) return;
      expect(answer.status).toBe(202);
      onAccepted(accepted.push(reference));
    }
  }
  await Promise.all(Array.from({ length: 8 }, sendOneAfterAnother));
  return accepted;
}

describe('the process', () => {
  it(
    'killed between requests has lost none that it accepted',
    async () => {
      const accepted: string[] = [];
      for (let round = 1; round <= 3; round += 1) {
        const killed = start();
        const client = new SandboxClient(await killed.ready);
        const references = await collectUntilGone(client, (count) => {
          if (count === 50) killed.kill('SIGKILL');
        });
        await killed.exit;
        accepted.push(...references);
      }
      expect(accepted.length).toBeGreaterThanOrEqual(150);

      const client = new SandboxClient(await start().ready);
      for (const reference of accepted) {
        await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
          status: 200,
          body: { status: 'pending', amount: 50_500 },
        });
      }
    },
    TIMEOUT_MS,
  );

  it(
    'ends within two seconds of SIGTERM, with a request open that it never answers',
    async () => {
      const running = start();
      const client = new SandboxClient(await running.ready);
      const reference = randomUUID();
      const unanswered = client
        .collect({ reference, msisdn: numberEndingIn('9911') })
        .catch((error: unknown) => error);
      await client.untilKnown(`/v1/collections/${reference}`);

      const asked = Date.now();
      running.kill('SIGTERM');
      await expect(running.exit).resolves.toEqual({ code: 0, stderr: '' });
      expect(Date.now() - asked).toBeLessThan(2_000);
      await expect(unanswered).resolves.toMatchObject({ message: 'fetch failed' });
    },
    TIMEOUT_MS,
  );

  it(
    'does not start with faults in its settings, and names each in one line',
    async () => {
      const { exit } = start({ SANDBOX_API_KEY: 'short', SANDBOX_DELAY_MS: 'soon' });
      await expect(exit).resolves.toEqual({
        code: 1,
        stderr:
          'sandbox-provider: SANDBOX_API_KEY needs at least 16 character(s).\n' +
          'sandbox-provider: SANDBOX_DELAY_MS is a whole number from 0 to 3600000, not "soon".\n',
      });
    },
    TIMEOUT_MS,
  );

  it(
    'does not start on a port that is taken, and says so in one line',
    async () => {
      const first = start();
      const port = new URL(await first.ready).port;
      const { exit } = start({ SANDBOX_PORT: port });
      await expect(exit).resolves.toEqual({
        code: 1,
        stderr: `sandbox-provider: Port ${port} is taken: set SANDBOX_PORT to a free one.\n`,
      });
    },
    TIMEOUT_MS,
  );

  it(
    'does not start where it cannot write, and says so in one line',
    async () => {
      const file = join(folder, 'file');
      await writeFile(file, '');
      const { exit } = start({ SANDBOX_DATA_FOLDER: file });
      await expect(exit).resolves.toEqual({
        code: 1,
        stderr: `sandbox-provider: ${file} is not a folder this process can write to: set SANDBOX_DATA_FOLDER to one.\n`,
      });
    },
    TIMEOUT_MS,
  );
});
