import type { FastifyInstance } from 'fastify';
import type { Operator } from '../operator/operator.js';
import type { Store } from '../store.js';
import type { WebhookSender } from '../webhooks/webhook-sender.js';
import { operationView } from './operation-view.js';
import { referenceParams } from './schemas.js';

export interface ControlRouteDependencies {
  readonly operator: Operator;
  readonly store: Store;
  readonly sender: WebhookSender;
}

interface ByReference {
  Params: { reference: string };
}

/** What only a sandbox can do: the world outside, and the passing of time. */
export function controlRoutes({ operator, store, sender }: ControlRouteDependencies) {
  return (server: FastifyInstance): void => {
    server.post('/settle', async () => {
      const settled = operator.settle();
      await sender.sendAll();
      return { settled, waitingWebhooks: store.waitingDeliveries().length };
    });

    const schema = { params: referenceParams };
    server.post<ByReference>('/late-success/:reference', { schema }, ({ params }) =>
      operationView(operator.succeedLate(params.reference)),
    );
    server.post<ByReference>('/return/:reference', { schema }, ({ params }) =>
      operationView(operator.returnPayout(params.reference)),
    );
  };
}
