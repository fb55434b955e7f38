import { SECOND, type Duration, type QueryStore } from '@2krika/domain';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { StatementObserver } from '../statements.js';
import type { Pools } from '../stores.js';

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Its template, never its address: addresses are as many as there are people. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: Duration;
}

/** Seconds. A request is answered within three. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
const STATEMENT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2];

/** The figures of this process, as Prometheus reads them. */
export class Metrics implements StatementObserver {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;
  private readonly statements: Histogram<'store'>;

  /** @param app which of our processes it is */
  constructor(app: string) {
    this.registry.setDefaultLabels({ app });
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: REQUEST_BUCKETS,
      registers,
    });
    this.statements = new Histogram({
      name: 'database_statement_duration_seconds',
      help: 'Time from sending a statement to its answer.',
      labelNames: ['store'],
      buckets: STATEMENT_BUCKETS,
      registers,
    });
  }

  /** @param pools asked each time somebody reads the figures */
  watch(pools: () => Pools): void {
    const registers = [this.registry];
    new Gauge({
      name: 'database_pool_connections',
      help: 'Connections of a pool by what they do, and callers that wait for one.',
      labelNames: ['pool', 'state'],
      registers,
      collect() {
        for (const [pool, { inUse, idle, waiting }] of Object.entries(pools())) {
          this.set({ pool, state: 'in_use' }, inUse);
          this.set({ pool, state: 'idle' }, idle);
          this.set({ pool, state: 'waiting' }, waiting);
        }
      },
    });
    new Gauge({
      name: 'database_pool_max_connections',
      help: 'As many as a pool may have.',
      labelNames: ['pool'],
      registers,
      collect() {
        for (const [pool, { max }] of Object.entries(pools())) this.set({ pool }, max);
      },
    });
  }

  request({ method, route, status, milliseconds }: AnsweredRequest): void {
    this.requests.observe({ method, route, status }, milliseconds / SECOND);
  }

  statement(store: QueryStore, milliseconds: Duration): void {
    this.statements.observe({ store }, milliseconds / SECOND);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
