import { SecretGenerator, type Secret } from '@2krika/domain';

/** Makes secrets a person can read: `secret-1`. */
export class FakeSecretGenerator extends SecretGenerator {
  private made = 0;

  generate(): Secret {
    this.made += 1;
    const secret = `secret-${this.made}`;
    return { secret, hash: this.hash(secret) };
  }

  hash(secret: string): string {
    return `hash of ${secret}`;
  }
}
