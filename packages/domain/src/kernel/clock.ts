/**
 * Business time: deadlines, expiries, clearing and every `created_at` are read from here and nowhere else,
 * so that a test or a development server can move it. Leases and locks use the host's real time instead.
 */
export abstract class Clock {
  /** The current instant. */
  abstract now(): Date;
}
