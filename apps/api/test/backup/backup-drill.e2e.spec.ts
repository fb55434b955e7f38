import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase as Messages } from '@2krika/adapters-mongo/testing';
import { Migrator } from '@2krika/adapters-sql';
import { createOwnDatabase, type TestDatabase } from '@2krika/adapters-sql/testing';
import { openBackup, type OpenBackup } from '@2krika/composition';
import { MessageRepository, OutboxHistory } from '@2krika/domain';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import { Marketplace } from '../product/marketplace.js';
import { Product } from '../product/product.js';
import type { Visitor } from '../product/visitor.js';

/** Milliseconds, for two databases that are made, filled, dumped, destroyed and restored. */
const SLOW = 180_000;

/** What the product acknowledged: an order in a state it had at the least, and what was said about it. */
interface Acknowledged {
  readonly order: OrderView;
  readonly words: string;
}

describe('a backup', () => {
  let server: TestDatabase;
  let messages: Messages;
  let folder: string;
  let sqlUrl: string;
  let product: Product | null = null;
  let backup: OpenBackup;

  beforeAll(async () => {
    server = await createOwnDatabase({ migrated: false });
    messages = await openTestDatabase({ name: 'drill' });
    folder = await mkdtemp(join(tmpdir(), '2krika-backups-'));
    const url = new URL(server.url);
    url.pathname = `${url.pathname.replace(/_test$/, '')}_drill_test`;
    sqlUrl = url.href;
    await makeDatabase();
    await new Migrator({ url: sqlUrl }).up();
    backup = await openBackup(config());
  }, SLOW);

  afterAll(async () => {
    await product?.stop();
    await backup.close();
    await dropDatabase();
    await server.close();
    await messages.drop();
    await rm(folder, { recursive: true });
  }, SLOW);

  const config = () => ({ stage: 'test', sqlUrl, mongo: messages, folder }) as const;
  const name = () => new URL(sqlUrl).pathname.slice(1);
  const makeDatabase = () => server.admin.query(`CREATE DATABASE "${name()}"`);
  const dropDatabase = () => server.admin.query(`DROP DATABASE IF EXISTS "${name()}" WITH (FORCE)`);

  const startProduct = () =>
    Product.start({
      persistence: 'sql+mongo',
      environment: {
        SQL_DATABASE_URL_TEST: sqlUrl,
        MONGO_DATABASE_URL: messages.url,
        MONGO_DATABASE_NAME_TEST: messages.databaseName,
      },
    });

  async function brokenRules(): Promise<readonly string[]> {
    const reports = await backup.check();
    expect(reports.length).toBeGreaterThan(20);
    return reports.flatMap(({ rule, violations, examples }) =>
      violations === 0 ? [] : [`${rule}: ${examples.join('; ')}`],
    );
  }

  it(
    'that is made under load restores both databases, with everything acknowledged before it began',
    async () => {
      product = await startProduct();
      const market = new Marketplace(product);
      const acknowledged: Acknowledged[] = [];
      let isOver = false;

      /** One order after the other, each a step further than the last. */
      async function trade(seller: Visitor, customer: Visitor, serviceId: string): Promise<void> {
        for (let round = 0; !isOver; round += 1) {
          let order = await customer.post<OrderView>('/v1/orders', { serviceId });
          const words = `Commande ${order.number}`;
          await customer.post(`/v1/chats/${order.chatId}/messages`, { content: words });
          if (round % 2 === 0) order = await market.pay(customer, order);
          if (round % 4 === 0) {
            order = await seller.post<OrderView>(`/v1/orders/${order.id}/deliveries`, {
              ...{ message: 'Voici vos trois propositions.', linkUrls: ['https://exemple.cm/logo'] },
            });
            order = await market.accept(customer, order);
          }
          acknowledged.push({ order, words });
        }
      }

      const [seller, customer] = [await market.newcomer('awa'), await market.newcomer('ngono')];
      const service = await market.publishService(seller, 20_000);
      /** In one chat, all the while: what is said there between the two dumps is lost, and only that. */
      async function talk(): Promise<void> {
        const { chatId } = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
        while (!isOver) await customer.post(`/v1/chats/${chatId}/messages`, { content: 'Bonjour' });
      }

      const trading = [trade(seller, customer, service.id), trade(seller, customer, service.id), talk()];
      await market.eventually(
        () => Promise.resolve(acknowledged.length),
        (count) => count >= 8,
      );
      const before = [...acknowledged];
      const parts = new Set<string>();
      const { manifest } = await backup.makeBackup.execute((part) => parts.add(part));
      const during = acknowledged.length - before.length;
      isOver = true;
      await Promise.all(trading);
      await product.stop();
      product = null;
      expect([...parts]).toEqual(expect.arrayContaining(['MongoDB messages', 'PostgreSQL tables']));
      const records = manifest.dumps.find(({ database }) => database === 'postgresql');
      expect(records?.counts['orders']).toBeGreaterThanOrEqual(before.length);
      // Else nothing was written meanwhile, and the test would prove less than it says.
      expect(during).toBeGreaterThan(0);

      await dropDatabase();
      await messages.drop();
      await makeDatabase();

      const wanted = { id: null, environment: 'test', clean: false };
      expect(await backup.restoreBackup.execute(wanted)).toEqual(manifest);
      await backup.migrate(() => undefined);
      await backup.recover(manifest);
      expect(await brokenRules()).toEqual([]);

      product = await startProduct();
      const { container } = product.open;
      const said = container.get(MessageRepository);
      // What the platform said between the two dumps is said again.
      const told = await container.get(OutboxHistory).handledAfter(0n, 'system-messages', 10_000);
      expect(told.length).toBeGreaterThan(before.length);
      for (const { event } of told) {
        const chatId = event.payload['chatId'];
        if (typeof chatId !== 'string') throw new Error('What chats are told names the chat.');
        expect(await said.findSent({ chatId, senderId: null, clientMessageId: event.id })).not.toBeNull();
      }

      const reader = await new Marketplace(product).staff('paul_support');
      for (const { order, words } of before) {
        const restored = await reader.get<OrderView>(`/v1/orders/${order.id}`);
        expect(restored).toMatchObject({ number: order.number, state: order.state });
        const history = await said.listAfter(order.chatId, 0, 100);
        expect(history.map(({ content }) => content)).toEqual(expect.arrayContaining([words]));
      }
    },
    SLOW,
  );
});
