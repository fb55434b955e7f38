import { createHmac, randomUUID } from 'node:crypto';
import { SECOND } from '@2krika/domain';
import { productRoutes } from '../../src/create-api.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { Route } from '../../src/http/server/index.js';
import { apiUseCases } from '../../src/use-cases.js';
import type { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';
import type { Installation } from './installation.js';
import { openShop } from './open-shop.js';
import { expectSound } from './soundness.js';
import { SLOW, useInstallation } from './use-installation.js';

/** What those are sent who ask for no token: a body that is refused for its form needs no database. */
const OPEN_TO_ALL: Readonly<Record<string, object>> = {
  '/v1/auth/register': {
    fullName: 'Jean Mbarga',
    ...{ username: 'jean_mbarga', email: 'jean@exemple.cm', country: 'CM' },
    password: 'un mot de passe assez long',
  },
  '/v1/auth/verify-email': { token: 'x'.repeat(43) },
  '/v1/auth/verify-email/resend': { email: 'jean@exemple.cm' },
  '/v1/auth/login': { login: 'jean_mbarga', password: 'un mot de passe assez long' },
  '/v1/auth/refresh': { refreshToken: 'x'.repeat(43) },
  '/v1/webhooks/payments/sandbox': { id: randomUUID(), type: 'collection.updated', reference: randomUUID() },
};

describe('while PostgreSQL is stopped', () => {
  const opened = useInstallation();
  let installation: Installation;
  let market: Marketplace;
  let customer: Visitor;
  let serviceId: string;

  beforeAll(async () => {
    installation = opened();
    ({ market, customer, serviceId } = await openShop(installation));
  }, SLOW);

  afterEach(async () => {
    const { postgres } = installation.databases;
    if (!postgres.isRunning) await postgres.start();
  }, SLOW);

  const status = async (path: string) => (await customer.call('GET', path)).status;

  /** Milliseconds until it serves again. */
  async function untilHealthy(): Promise<number> {
    const start = performance.now();
    await market.eventually(
      async () => [await status('/health/ready'), await status('/v1/services'), await status('/v1/me')],
      (statuses) => statuses.every((each) => each === 200),
    );
    return performance.now() - start;
  }

  function send(route: Route) {
    const path = route.path.replace('{provider}', 'sandbox').replaceAll(/\{\w+\}/g, randomUUID());
    const body = route.method === 'GET' ? undefined : (OPEN_TO_ALL[path] ?? {});
    const timestamp = Math.floor(Date.now() / SECOND);
    const signature = createHmac('sha256', installation.setting('SANDBOX_WEBHOOK_SECRET'));
    return customer.call(route.method, path, body, {
      'x-sandbox-timestamp': String(timestamp),
      'x-sandbox-signature': signature.update(`${timestamp}.${JSON.stringify(body)}`).digest('hex'),
    });
  }

  it(
    'every route answers 503 in time and says when to come back, and all is well soon after it returns',
    async () => {
      const { postgres } = installation.databases;
      const api = installation.running('api');
      const routes = productRoutes(apiUseCases(installation.inside.container));
      expect(routes.length).toBeGreaterThan(50);

      await postgres.stop();

      const answers = await Promise.all(routes.map(async (route) => ({ route, answer: await send(route) })));
      const others = answers
        .filter(({ answer }) => answer.status !== 503 || answer.headers.get('retry-after') !== '1')
        .map(({ route, answer }) => `${route.method} ${route.path}: ${answer.status}`);
      expect(others).toEqual([]);
      expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 503]);

      await postgres.start();

      expect(await untilHealthy()).toBeLessThan(3 * SECOND);
      expect(installation.running('api')).toBe(api);
      await market.pay(customer, await customer.post<OrderView>('/v1/orders', { serviceId }));
      await expectSound(installation, market);
    },
    SLOW,
  );

  it(
    'and killed again and again under eight writers, no order is lost that was acknowledged',
    async () => {
      const { postgres } = installation.databases;
      const placed = new Map<string, string>();
      const refused: string[] = [];

      /** Places orders until one is refused, as a client that gives up; which key it was is remembered. */
      const writer = async () => {
        for (;;) {
          const key = randomUUID();
          const answer = await place(key);
          if (answer.status !== 201) {
            expect(answer.status).toBe(503);
            expect(answer.headers.get('retry-after')).toBe('1');
            refused.push(key);
            return;
          }
          placed.set(key, answer.body.id);
        }
      };
      const place = (key: string) =>
        customer.call<OrderView>('POST', '/v1/orders', { serviceId }, { 'idempotency-key': key });

      for (let cycle = 0; cycle < 5; cycle += 1) {
        const soFar = placed.size;
        const writers = Promise.all(Array.from({ length: 8 }, writer));
        await market.eventually(
          async () => placed.size,
          (count) => count >= soFar + 16,
        );
        await postgres.kill();
        await writers;
        await postgres.start();
        expect(await untilHealthy()).toBeLessThan(3 * SECOND);
      }

      expect(refused).toHaveLength(40);
      const kept = await installation.tables.rows('orders');
      const ids = new Set(kept.map(({ id }) => id));
      expect([...placed.values()].filter((id) => !ids.has(id))).toEqual([]);

      // Those refused may have been kept or not: sent again, each is there once.
      for (const key of refused) {
        const answer = await place(key);
        expect(answer.status).toBe(201);
        placed.set(key, answer.body.id);
      }
      const paidBefore = 1;
      expect(new Set(placed.values()).size).toBe(placed.size);
      expect(await installation.tables.count('orders')).toBe(placed.size + paidBefore);
      await expectSound(installation, market);
    },
    SLOW,
  );
});
