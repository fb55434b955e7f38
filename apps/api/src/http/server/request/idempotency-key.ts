import { HttpProblem } from '../problem/http-problem.js';

/** @throws HttpProblem 400 when it is missing or not 1 to 255 visible ASCII characters */
export function idempotencyKey(header: string | undefined): string {
  if (header === undefined) {
    const detail = 'Send an Idempotency-Key, so that a repeat of this request has no second effect.';
    throw new HttpProblem(400, 'idempotency_key_missing', detail);
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    const detail = 'An Idempotency-Key has 1 to 255 visible ASCII characters.';
    throw new HttpProblem(400, 'idempotency_key_invalid', detail);
  }
  return header;
}
