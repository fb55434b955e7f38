import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createContainer,
  readConfig,
  seedDevelopment,
  seedReferenceData,
  type OpenContainer,
  type Persistence,
} from '@2krika/composition';
import { createSandboxProvider, type SandboxProvider } from '@2krika/sandbox-provider';
import { Worker } from '@2krika/worker';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { createApi, productRoutes } from '../../src/create-api.js';
import type { Route } from '../../src/http/server/index.js';
import { openApiDocument } from '../../src/http/server/openapi/document.js';
import { apiUseCases } from '../../src/use-cases.js';
import { checkAnswers, type AnswerCheck } from '../http/answer-check.js';
import { newKeys } from './new-keys.js';
import { Visitor } from './visitor.js';

/** Where a product of this kind keeps what it keeps; empty databases for one that uses them. */
export interface ProductStores {
  readonly persistence: Persistence;
  /** Where they are, and what else it is to be told. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Whoever looks on while it works. */
export interface Observer {
  /** What it logs to. */
  readonly logger: Logger;
  /** Called before its server is ready. */
  attachTo(server: FastifyInstance): void;
}

const API_KEY = 'the-product';
const WEBHOOK_SECRET = randomBytes(24).toString('hex');

/** The whole product in this process: API, worker and payment operator, talking over real HTTP. */
export class Product {
  private constructor(
    readonly url: string,
    readonly open: OpenContainer,
    readonly sandbox: SandboxProvider,
    /** What it serves, without what only helps to develop. */
    readonly routes: readonly Route[],
    private readonly api: FastifyInstance,
    private readonly worker: Worker,
    private readonly check: AnswerCheck,
    private readonly folder: string,
  ) {}

  static async start(
    { persistence, environment = {} }: ProductStores,
    observer?: Observer,
  ): Promise<Product> {
    const folder = mkdtempSync(join(tmpdir(), '2krika-product-'));
    const sandbox = createSandboxProvider({
      apiKey: API_KEY,
      webhookSecret: WEBHOOK_SECRET,
      delayMs: 50,
      webhookRetryMs: 100,
    });
    const port = await freePort();
    const config = readConfig({
      ...NOWHERE,
      ...newKeys(),
      ...environment,
      NODE_ENV: 'test',
      DATA_FOLDER: folder,
      PORT: String(port),
      API_URL: `http://127.0.0.1:${port}`,
      SANDBOX_PROVIDER_URL: await sandbox.start(),
      SANDBOX_API_KEY: API_KEY,
      SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
    });
    const logger = observer?.logger ?? pino({ level: process.env['PRODUCT_LOG'] ?? 'silent' });
    const open = await createContainer({ config, persistence, logger });
    await seedReferenceData(open.container);
    await seedDevelopment(open.container);
    const api = createApi({ open, stage: 'test', logger, version: '0.0.0' });
    const routes = productRoutes(apiUseCases(open.container));
    observer?.attachTo(api);
    const check = checkAnswers(api, openApiDocument(routes, '0.0.0'));
    const url = await api.listen({ host: config.host, port });
    return new Product(url, open, sandbox, routes, api, Worker.start(open, logger), check, folder);
  }

  /** Somebody who is not signed in. */
  visitor(): Visitor {
    return new Visitor(this.url);
  }

  /** Lets the worker look for work at once, instead of within a second. */
  wake(): void {
    this.worker.wake();
  }

  /** Has the operator bring all that is under way to its end, and send every webhook about it. */
  async settle(): Promise<void> {
    const settle = { method: 'POST', url: '/v1/sandbox/settle' } as const;
    for (;;) {
      const answer = await this.sandbox.server.inject({
        ...settle,
        headers: { authorization: `Bearer ${API_KEY}` },
      });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      const { settled, waitingWebhooks } = answer.json<{ settled: number; waitingWebhooks: number }>();
      if (settled === 0 && waitingWebhooks === 0) return;
    }
  }

  /** @throws Error when a body was sent that the document does not know */
  async stop(): Promise<void> {
    await this.worker.stop();
    await this.sandbox.stop();
    await this.api.close();
    await this.open.close();
    rmSync(this.folder, { recursive: true, force: true });
    if (this.check.violations.length > 0) throw new Error(this.check.violations.join('\n'));
  }
}

/** Addresses a product in memory is told and never asks. */
const NOWHERE = {
  SQL_DATABASE_URL_TEST: 'postgresql://nobody@127.0.0.1:1/none',
  MONGO_DATABASE_URL: 'mongodb://127.0.0.1:1',
  MONGO_DATABASE_NAME_TEST: 'none_test',
};

/** The operator has to be told where the API will be before it is there. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('A listening server has an address.'));
      });
    });
  });
}
