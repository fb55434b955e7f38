import type { FastifyInstance } from 'fastify';
import { CHANNELS } from '../operator/channel.js';
import type { Operator } from '../operator/operator.js';
import { SCENARIOS } from '../operator/scenario.js';

/** What clients may know beside their own operations. */
export function informationRoutes({ operator }: { readonly operator: Operator }) {
  return (server: FastifyInstance): void => {
    server.get('/balance', () => ({ balances: operator.balances() }));
    server.get('/channels', () => ({ channels: CHANNELS }));
    server.get('/scenarios', () => ({
      scenarios: SCENARIOS.map(({ name, suffix, appliesTo, summary }) => ({
        name,
        suffix,
        appliesTo,
        summary,
      })),
    }));
  };
}
