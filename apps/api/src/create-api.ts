import {
  DevelopmentClock,
  DevelopmentMailbox,
  type Metrics,
  type OpenContainer,
  type Stage,
} from '@2krika/composition';
import { Authenticate, Idempotently, Vault } from '@2krika/domain';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { catalogueRoutes } from './http/catalogue/catalogue-routes.js';
import { developmentRoutes } from './http/development/development-routes.js';
import { fileRoutes } from './http/files/file-routes.js';
import { identityRoutes } from './http/identity/identity-routes.js';
import { kycRoutes } from './http/kyc/kyc-routes.js';
import { ledgerRoutes } from './http/ledger/ledger-routes.js';
import { messagingRoutes } from './http/messaging/messaging-routes.js';
import { calendarRoutes } from './http/operations/calendar-routes.js';
import { operationRoutes } from './http/operations/operation-routes.js';
import { restoreRoutes } from './http/operations/restore-routes.js';
import { orderRoutes } from './http/ordering/order-routes.js';
import { paymentRoutes } from './http/payments/payment-routes.js';
import { buildServer, type Route } from './http/server/index.js';
import { apiUseCases, type ApiUseCases } from './use-cases.js';

/** Milliseconds a store has to answer before it counts as down. */
const CHECK_TIMEOUT = 1_000;

export interface ApiOptions {
  readonly open: OpenContainer;
  readonly stage: Stage;
  readonly logger: FastifyBaseLogger;
  readonly version: string;
  /** Told of every request. */
  readonly metrics?: Metrics;
  /** Milliseconds in which it still takes requests after it has said that it is going to close. Default 0. */
  readonly drain?: number;
}

/** Every route of the product, in the order of the contexts. */
export function productRoutes(useCases: ApiUseCases): readonly Route[] {
  return [
    ...identityRoutes(useCases),
    ...fileRoutes(useCases),
    ...kycRoutes(useCases),
    ...catalogueRoutes(useCases),
    ...ledgerRoutes(useCases),
    ...paymentRoutes(useCases),
    ...orderRoutes(useCases),
    ...messagingRoutes(useCases),
    ...operationRoutes(useCases),
    ...calendarRoutes(useCases),
    ...restoreRoutes(useCases),
  ];
}

/** The API over everything a container has, not listening yet. Closing it leaves the container open. */
export function createApi({ open, stage, logger, version, metrics, drain = 0 }: ApiOptions): FastifyInstance {
  const { container, checks } = open;
  const authenticate = container.get(Authenticate);
  const vault = container.get(Vault);
  // What only helps to develop does not exist anywhere else.
  const development =
    stage === 'production'
      ? []
      : developmentRoutes({
          mailbox: container.get(DevelopmentMailbox),
          clock: container.get(DevelopmentClock),
        });
  return buildServer({
    routes: [...productRoutes(apiUseCases(container)), ...development],
    authenticate: (accessToken) => authenticate.execute({ accessToken }),
    idempotency: container.get(Idempotently),
    digest: (text) => vault.digest(text),
    logger,
    checks: checks.map((store) => ({ name: store.name, timeout: CHECK_TIMEOUT, run: () => store.check() })),
    pools: () => Object.entries(open.pools()).map(([name, state]) => ({ name, ...state })),
    ...(metrics ? { onAnswered: (request) => metrics.request(request) } : {}),
    limits: { drain },
    version,
    documentation: stage !== 'production',
  });
}
