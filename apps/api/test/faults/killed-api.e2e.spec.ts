import { randomUUID } from 'node:crypto';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import { DEFAULT_LIMITS } from '../../src/http/server/connection/limits.js';
import type { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';
import type { Installation } from './installation.js';
import { oneRequest } from './one-request.js';
import { openShop } from './open-shop.js';
import { expectSound } from './soundness.js';
import { SLOW, useInstallation } from './use-installation.js';

const WRITERS = 8;
/** Milliseconds in which it still takes requests. */
const DRAIN = 1_000;

describe('an API that ends in the middle of requests', () => {
  const opened = useInstallation();
  let installation: Installation;
  let market: Marketplace;
  let customer: Visitor;
  let serviceId: string;

  beforeAll(async () => {
    installation = opened();
    ({ market, customer, serviceId } = await openShop(installation));
  }, SLOW);

  const orders = () => installation.tables.count('orders');
  const place = (key: string) =>
    customer.call<OrderView>('POST', '/v1/orders', { serviceId }, { 'idempotency-key': key });

  /** Writers that place orders, each under a key of its own, until the connection is lost under them. */
  function startWriters() {
    const placed = new Map<string, string>();
    const unanswered: string[] = [];
    const writer = async () => {
      for (;;) {
        const key = randomUUID();
        const answer = await place(key).catch(() => null);
        if (answer === null) {
          unanswered.push(key);
          return;
        }
        expect(answer.status).toBe(201);
        placed.set(key, answer.body.id);
      }
    };
    return { placed, unanswered, ended: Promise.all(Array.from({ length: WRITERS }, writer)) };
  }

  it(
    'by SIGKILL has placed each order once when it is sent again under its key',
    async () => {
      const before = await orders();
      const ids = new Map<string, string>();
      let wereKept = 0;
      for (let cycle = 0; cycle < 4; cycle += 1) {
        const { placed, unanswered, ended } = startWriters();
        // Each time at another moment of what goes on.
        await market.eventually(
          async () => placed.size,
          (count) => count >= 10 + 3 * cycle,
        );
        // Between the commit and the answer: who asked is not told that it is done.
        const api = installation.running('api');
        const known = before + ids.size;
        await api.stopWhen('an answer', async () => (await orders()) > known + placed.size);
        await api.kill();
        await ended;
        await installation.run('api');
        expect(unanswered).toHaveLength(WRITERS);
        for (const [key, id] of placed) ids.set(key, id);
        wereKept += (await orders()) - before - ids.size;
        // A transaction nobody will end is rolled back when its connection is seen to be gone.
        for (const key of [...unanswered, ...placed.keys()]) {
          const answer = await market.eventually(
            () => place(key),
            ({ status }) => status !== 409,
          );
          expect(answer.status).toBe(201);
          expect(placed.get(key) ?? answer.body.id).toBe(answer.body.id);
          ids.set(key, answer.body.id);
        }
      }
      // Else nothing was sent again that was there already.
      expect(wereKept).toBeGreaterThan(0);
      expect(new Set(ids.values()).size).toBe(ids.size);
      expect(await orders()).toBe(before + ids.size);
      expect(await installation.tables.count('payments')).toBe(before + ids.size);
      const [service] = await installation.tables.rows('services', `id = '${serviceId}'`);
      expect(service).toMatchObject({ sales_count: before + ids.size });
      await expectSound(installation, market);
    },
    SLOW,
  );

  it(
    'by SIGTERM answers all it has accepted, and is gone in time with exit code 0',
    async () => {
      const api = installation.running('api');
      const before = await orders();
      const statuses: number[] = [];
      const faults: string[] = [];
      const client = async (number: number) => {
        for (let count = 0; faults.length < 1_000; count += 1) {
          const isOrder = (number + count) % 2 === 0;
          const answer = await oneRequest(installation.url, {
            ...(isOrder
              ? { method: 'POST', path: '/v1/orders', body: { serviceId } }
              : { method: 'GET', path: '/v1/services' }),
            headers: { ...customer.authorization, 'idempotency-key': randomUUID() },
          });
          if (typeof answer === 'string') {
            faults.push(answer);
            return;
          }
          statuses.push(answer);
        }
      };
      const clients = Promise.all(Array.from({ length: WRITERS }, (_, number) => client(number)));
      await market.eventually(
        async () => statuses.length,
        (count) => count >= 40,
      );

      const asked = performance.now();
      const exit = await api.stop();
      const took = performance.now() - asked;
      await clients;

      expect(exit).toEqual({ code: 0, signal: null });
      expect(took).toBeLessThan(DRAIN + DEFAULT_LIMITS.close);
      // Nothing was cut, which begins later; these clients come until they are refused, whatever they are told.
      expect(faults.filter((fault) => fault !== 'ECONNREFUSED' && fault !== 'ECONNRESET')).toEqual([]);
      expect(new Set(statuses)).toEqual(new Set([200, 201]));
      await installation.run('api');
      expect((await orders()) - before).toBe(statuses.filter((status) => status === 201).length);
      await expectSound(installation, market);
    },
    SLOW,
  );
});
