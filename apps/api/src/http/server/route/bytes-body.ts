import { HttpProblem } from '../problem/http-problem.js';

/** A body that is taken as it comes, whatever its media type. */
export interface BytesBody<Body> {
  readonly kind: 'buffer' | 'stream';
  /** Bytes; more are answered 413. */
  readonly limit: number;
  narrow(raw: unknown): Body;
}

/** A body that arrives piece by piece and ends in an error when it grows too long. */
export class LimitedBytes implements AsyncIterable<Uint8Array> {
  constructor(
    private readonly source: AsyncIterable<Uint8Array>,
    private readonly limit: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    let length = 0;
    for await (const chunk of this.source) {
      length += chunk.length;
      if (length > this.limit) throw bodyTooLarge(this.limit);
      yield chunk;
    }
  }
}

/** The exact bytes, for a signature is over them and not over what they mean. */
export function rawBody({ limit = 65_536 } = {}): BytesBody<Buffer> {
  return {
    kind: 'buffer',
    limit,
    narrow(raw) {
      if (!Buffer.isBuffer(raw)) throw bodyMissing();
      return raw;
    },
  };
}

/** A file, piece by piece, so that its size never becomes memory. @param limit bytes */
export function upload({ limit }: { readonly limit: number }): BytesBody<AsyncIterable<Uint8Array>> {
  return {
    kind: 'stream',
    limit,
    narrow(raw) {
      if (!(raw instanceof LimitedBytes)) throw bodyMissing();
      return raw;
    },
  };
}

export function bodyTooLarge(limit: number): HttpProblem {
  return new HttpProblem(413, 'body_too_large', `The body is larger than ${limit} bytes.`);
}

export function bodyMissing(): HttpProblem {
  return new HttpProblem(400, 'body_missing', 'This operation needs a body.');
}
