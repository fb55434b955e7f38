import type { Persistence } from '@2krika/composition';
import { Marketplace } from './marketplace.js';
import { Product } from './product.js';
import { openStores, type OwnStores } from './stores.js';

/** Milliseconds, for databases that have to be made. */
const SLOW = 60_000;

export interface OpenMarket {
  readonly product: Product;
  readonly market: Marketplace;
}

/** The suite on a product in memory, and on one that keeps its data in both databases. */
export function onBothProducts(
  name: string,
  suite: (open: () => OpenMarket, persistence: Persistence) => void,
): void {
  describe('in memory', () => {
    let product: Product;
    let market: Marketplace;

    beforeAll(async () => {
      product = await Product.start({ persistence: 'memory' });
      market = new Marketplace(product);
    });
    afterAll(() => product.stop());

    suite(() => ({ product, market }), 'memory');
  });

  describe('on PostgreSQL and MongoDB', () => {
    let stores: OwnStores;
    let product: Product;
    let market: Marketplace;

    beforeAll(async () => {
      stores = await openStores(name);
      product = await Product.start(stores);
      market = new Marketplace(product);
    }, SLOW);
    afterAll(async () => {
      await product.stop();
      await stores.close();
    });

    suite(() => ({ product, market }), 'sql+mongo');
  });
}
