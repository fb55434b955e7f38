/** Hashes passwords, slowly and with salt, so that a stolen table tells nothing. */
export abstract class Hasher {
  abstract hash(password: string): Promise<string>;

  /** Whether the password made the hash. A hash this hasher cannot read is not a match. */
  abstract verify(hash: string, password: string): Promise<boolean>;

  /** Whether the hash was made with weaker parameters than today's. */
  abstract needsRehash(hash: string): boolean;
}
