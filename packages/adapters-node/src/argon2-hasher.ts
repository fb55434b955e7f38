import { Hasher } from '@2krika/domain';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's floor for argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = new RegExp(
  `^\\$argon2id\\$v=19\\$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}\\$`,
);

export class Argon2Hasher extends Hasher {
  hash(password: string): Promise<string> {
    return hash(password, PARAMETERS);
  }

  async verify(stored: string, password: string): Promise<boolean> {
    try {
      return await verify(stored, password);
    } catch {
      // Not an argon2 hash: nobody's password made it.
      return false;
    }
  }

  needsRehash(stored: string): boolean {
    return !CURRENT.test(stored);
  }
}
