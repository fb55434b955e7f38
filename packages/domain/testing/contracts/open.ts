/**
 * How a suite gets the ports it runs on. Called once for each test; a store that is shared between tests may
 * be answered, because suites use ids and values nobody else has.
 */
export type Open<Ports> = () => Promise<Ports>;

/** Thrown by tests to make a transaction roll back. */
export class Undo extends Error {}
