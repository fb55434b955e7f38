import { fork } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Product } from '../../apps/api/test/product/product.js';
import { freePort } from '../dev-databases/free-port.js';
import { alteredSystem } from './testing/altered-system.js';

const COMMAND = fileURLToPath(new URL('../commands/demo.js', import.meta.url));
/** A story of several seconds, on a machine that may be busy. */
const PATIENCE = 120_000;

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function demo(url: string, ...args: string[]): Promise<Run> {
  const child = fork(COMMAND, args, {
    env: { PATH: process.env['PATH'], API_URL: url },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const read = async (stream: typeof child.stdout): Promise<string> => (stream ? text(stream) : '');
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { code: await code, stdout, stderr };
}

describe('npm run demo', () => {
  it(
    'ends well, with one document on stdout for machines and the story on stderr',
    async () => {
      const product = await Product.start({ persistence: 'memory' });
      const system = await alteredSystem(product.url, () => {
        product.wake();
        return {};
      });

      const { code, stdout, stderr } = await demo(system.url, '--json');

      expect(JSON.parse(stdout)).toMatchObject({ ok: true, api: system.url, failure: null });
      expect(stderr).toMatch(/^ {2}commission_revenue +0 +\+6 015 +6 015$/m);
      expect(stderr).toMatch(/^ {2}\d {2}Jean Ngono: .* {2}\[mes-idees\.txt, 44 bytes\]$/m);
      expect(code).toBe(0);
      await system.stop();
      await product.stop();
    },
    PATIENCE,
  );

  it('ends with one plain line where nothing listens', async () => {
    const url = `http://127.0.0.1:${await freePort(0)}`;

    expect(await demo(url)).toEqual({
      code: 1,
      stdout: '',
      stderr: `Step 1, "A development system is there", went wrong: nothing answers at ${url} (ECONNREFUSED).\n`,
    });
  });

  it('gives machines a document of a failure too', async () => {
    const url = `http://127.0.0.1:${await freePort(0)}`;

    const { code, stdout } = await demo(url, '--json');

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, steps: [], failure: { step: 1 }, ending: null });
  });

  it('refuses an address that is none', async () => {
    expect(await demo('localhost:3000')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'API_URL is an address like http://127.0.0.1:3000, not "localhost:3000".\n',
    });
  });
});
