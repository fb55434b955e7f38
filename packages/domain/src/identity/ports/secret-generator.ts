export interface Secret {
  /** What its holder is given: 256 random bits, URL-safe. Stored nowhere. */
  readonly secret: string;
  /** What is stored of it. */
  readonly hash: string;
}

/** Makes secrets that nobody can guess. They need no salt and no slow hash, being random already. */
export abstract class SecretGenerator {
  abstract generate(): Secret;

  /** The digest under which a secret is stored. */
  abstract hash(secret: string): string;
}
