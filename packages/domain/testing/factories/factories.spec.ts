import { factoriesContract } from '../contracts/factories.contract.js';
import { inMemoryStorage } from '../fakes/in-memory-storage.js';

describe('factories in memory', () => {
  factoriesContract(() => Promise.resolve(inMemoryStorage()));
});
