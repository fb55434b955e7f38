/** Makes ids. Real ones are UUIDv7 (RFC 9562), so that rows created together lie together in an index. */
export abstract class IdGenerator {
  /** A new id, never given out before. */
  abstract generate(): string;
}
