/** Durations in milliseconds, sizes in bytes. */
export interface Limits {
  /** A JSON body. Files have limits of their own. */
  readonly body: number;
  /** Until all headers have come. Without it a client that drips them holds its socket for ever. */
  readonly headersTimeout: number;
  /** Until the whole request has come. Fastify's own default is never. */
  readonly requestTimeout: number;
  /** How often the two above are looked after. */
  readonly checkInterval: number;
  /**
   * How long an idle connection is kept. Closing waits for it, and with Fastify's default of 72 s every
   * rolling deployment ends in a kill.
   */
  readonly keepAliveTimeout: number;
  /** Open sockets; further ones are refused. */
  readonly connections: number;
  /** One parameter in a path: longer than a UUID, shorter than an attack. */
  readonly pathParameter: number;
  /**
   * Between "not ready" and the last accepted connection, so that a load balancer notices first. In a test there is
   * none to wait for.
   */
  readonly drain: number;
  /** After that, for what is still being answered; then its connection is cut. */
  readonly close: number;
}

export const DEFAULT_LIMITS: Limits = {
  body: 65_536,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  checkInterval: 1_000,
  keepAliveTimeout: 2_000,
  connections: 2_000,
  pathParameter: 64,
  drain: 0,
  // With the longest drain and what closing the stores takes, a process is gone before it is killed.
  close: 3_000,
};
