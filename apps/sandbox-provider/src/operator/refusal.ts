/** Every way the operator can refuse. The HTTP edge maps the closed set to status codes. */
export type RefusalKind =
  | 'unauthenticated' // no API key, or not ours
  | 'not_found'
  | 'conflict' // the reference, or the state of the operation, stands against it
  | 'rejected' // understood and definitively refused: nothing was recorded
  | 'outage'; // the operator broke, because the scenario says so

/** A refusal with the `code` a client decides by; `message` is for people and may change. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
