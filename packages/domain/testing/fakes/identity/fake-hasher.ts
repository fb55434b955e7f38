import { Hasher } from '@2krika/domain';

/** Hashes at once, and readably, under a cost that a test can raise. */
export class FakeHasher extends Hasher {
  private cost = 1;

  hash(password: string): Promise<string> {
    return Promise.resolve(`fake$${this.cost}$${password}`);
  }

  verify(hash: string, password: string): Promise<boolean> {
    return Promise.resolve(/^fake\$\d+\$/.test(hash) && hash.replace(/^fake\$\d+\$/, '') === password);
  }

  needsRehash(hash: string): boolean {
    return !hash.startsWith(`fake$${this.cost}$`);
  }

  /** From now on hashes cost more, so earlier ones need to be made anew. */
  raiseCost(): void {
    this.cost += 1;
  }
}
