import { openStores, type OwnStores } from './stores.js';
import { storyContract } from './story.contract.js';

describe('the product in memory', () => {
  storyContract(() => ({ persistence: 'memory' }));
});

describe('the product on PostgreSQL and MongoDB', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await openStores('story');
  }, 60_000);

  afterAll(() => stores.close());

  storyContract(() => stores);
});
