import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { buildServer } from './http/server.js';
import type { Journal } from './journal/journal.js';
import { MemoryJournal } from './journal/memory-journal.js';
import { Operator } from './operator/operator.js';
import { Store } from './store.js';
import { WebhookSender } from './webhooks/webhook-sender.js';

export interface SandboxProviderOptions {
  /** What clients send as `Authorization: Bearer …`. */
  readonly apiKey: string;
  /** Key of the webhooks' HMAC. */
  readonly webhookSecret: string;
  /** Default: memory, lost with the process. */
  readonly journal?: Journal;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Milliseconds until an operation is final. Default 300. */
  readonly delayMs?: number;
  /** The same for numbers that choose `slow`. Default 10 000. */
  readonly slowMs?: number;
  /** The longest an unanswered request stays open, in milliseconds. Default 60 000. */
  readonly holdMs?: number;
  /** Kept of each collection, in basis points. Default 0. */
  readonly feeBps?: number;
  /** What the disbursement wallet holds at first, in francs of each currency. Default 10 000 000. */
  readonly startingFloat?: number;
  /** Milliseconds until a webhook that failed is sent again; then four times as long, and so on. Default 1 000. */
  readonly webhookRetryMs?: number;
  /** Milliseconds a client has to answer a webhook. Default 5 000. */
  readonly webhookTimeoutMs?: number;
  /** Default: silent. */
  readonly logger?: NonNullable<FastifyServerOptions['logger']>;
}

export interface SandboxProvider {
  readonly server: FastifyInstance;
  /** Opens the journal, listens, and goes on with what was under way. Resolves with the base URL. */
  start(): Promise<string>;
  /** Ends every connection; what was under way goes on at the next start with the same journal. */
  stop(): Promise<void>;
}

/** How often the operator looks for what is due, in milliseconds: below what anybody measures. */
const TICK_MS = 25;

/**
 * Milliseconds from the last answer a stopping operator begins to the end of every connection. Answers take a
 * few; open after that are requests that are never answered, and connections that never carried one: Node would
 * wait for both.
 */
const DRAIN_MS = 500;

/** A mobile-money operator of its own, in this process. */
export function createSandboxProvider(options: SandboxProviderOptions): SandboxProvider {
  const store = new Store(options.journal ?? new MemoryJournal());
  const now = Date.now;
  const operator = new Operator(
    store,
    {
      delayMs: options.delayMs ?? 300,
      slowMs: options.slowMs ?? 10_000,
      feeBps: options.feeBps ?? 0,
      startingFloat: options.startingFloat ?? 10_000_000,
    },
    now,
  );
  const sender = new WebhookSender(
    store,
    {
      secret: options.webhookSecret,
      retryMs: options.webhookRetryMs ?? 1_000,
      timeoutMs: options.webhookTimeoutMs ?? 5_000,
    },
    now,
  );
  const server = buildServer(
    { apiKey: options.apiKey, logger: options.logger ?? false },
    { operator, store, sender, holdMs: options.holdMs ?? 60_000 },
  );

  let ticker: NodeJS.Timeout | undefined;
  let drain: NodeJS.Timeout | undefined;
  const tick = (): void => {
    operator.advanceDue();
    sender.sendDue().catch((error: unknown) => {
      // Only the journal can fail here, and it stays failed: every answer is 503 until the next start.
      clearInterval(ticker);
      server.log.fatal(error);
    });
  };

  server.addHook('onReady', () => store.open());
  // Not before the port is ours: a second process on the same folder must not write to its journal.
  server.addHook('onListen', (done) => {
    ticker = setInterval(tick, TICK_MS);
    done();
  });
  server.addHook('preClose', async () => {
    clearInterval(ticker);
    await sender.stop();
    drain = setTimeout(() => {
      server.server.closeAllConnections();
    }, DRAIN_MS);
  });
  server.addHook('onClose', async () => {
    clearTimeout(drain);
    await store.durable().finally(() => store.close());
  });

  return {
    server,
    start: async () => {
      try {
        return await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
      } catch (error) {
        await server.close();
        throw error;
      }
    },
    stop: () => server.close(),
  };
}
