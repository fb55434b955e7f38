import { createHash, randomBytes } from 'node:crypto';
import { SecretGenerator, type Secret } from '@2krika/domain';

const BYTES = 32;

/** 256 random bits, stored as their SHA-256: being random, they need neither salt nor slowness. */
export class RandomSecretGenerator extends SecretGenerator {
  generate(): Secret {
    const secret = randomBytes(BYTES).toString('base64url');
    return { secret, hash: this.hash(secret) };
  }

  hash(secret: string): string {
    return createHash('sha256').update(secret).digest('base64url');
  }
}
