import { ScopedUnitOfWork } from '@2krika/composition';
import { Clock, IdGenerator, RelayOutbox } from '@2krika/domain';
import type { ReadinessView } from '../../src/http/health/health-views.js';
import { Gate } from '../http/gate.js';
import { Product } from './product.js';
import { openStores, type OwnStores } from './stores.js';

/** Milliseconds a request waits for a connection: enough to open the first on a busy machine. */
const PATIENCE = '2000';

describe('while requests hold every connection', () => {
  let stores: OwnStores;
  let product: Product;

  beforeAll(async () => {
    stores = await openStores('exhausted');
    const environment = { ...stores.environment, DB_POOL_MAX: '1', DB_POOL_ACQUIRE: PATIENCE };
    product = await Product.start({ ...stores, environment });
  }, 60_000);

  afterAll(async () => {
    await product.stop();
    await stores.close();
  });

  it('others are told to come back, the API is ready, and the outbox goes on', async () => {
    const { container } = product.open;
    const gate = new Gate();
    const holder = container.get(ScopedUnitOfWork).run(async ({ outbox }) => {
      await outbox.publish([
        {
          name: 'test.held',
          ...{ aggregateType: 'test', aggregateId: container.get(IdGenerator).generate() },
          ...{ occurredAt: container.get(Clock).now(), payload: {} },
        },
      ]);
      await gate.pass();
    });
    await gate.reached;

    const visitor = product.visitor();
    expect((await visitor.call('GET', '/v1/categories')).status).toBe(503);
    const ready = await visitor.call<ReadinessView>('GET', '/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.body.pools).toEqual([
      expect.objectContaining({ name: 'main', max: 1, inUse: 1 }),
      expect.objectContaining({ name: 'reserved', max: 2 }),
    ]);
    await expect(container.get(RelayOutbox).execute()).resolves.toBe(0);

    gate.open();
    await holder;
    expect((await visitor.call('GET', '/v1/categories')).status).toBe(200);
  });
});
