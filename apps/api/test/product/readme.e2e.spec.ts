import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Product } from './product.js';

/** Milliseconds: some thirty programs are started. */
const SLOW = 120_000;

describe('the tour of the README', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.start({ persistence: 'memory' });
  });
  afterAll(() => product.stop());

  it(
    'works as it is pasted',
    async () => {
      const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
      const [, tour = ''] = /## Try it with curl\n.*?```sh\n(.*?)```/s.exec(readme) ?? [];
      const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', tour], {
        env: { ...process.env, API: product.url, NODE_OPTIONS: '' },
        timeout: SLOW,
      });
      expect([stderr, stdout.trim().split('\n')]).toEqual([
        '',
        ['active', 'Logo pour votre marque', 'initiated', 'in_progress'],
      ]);
    },
    SLOW,
  );
});
