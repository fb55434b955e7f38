import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CollectionRequest, PayoutRequest, RefundRequest } from '../operator/operation.js';
import type { Acceptance, Operator } from '../operator/operator.js';
import { Refusal } from '../operator/refusal.js';
import { scenarioFor } from '../operator/scenario.js';
import type { Store } from '../store.js';
import { operationKey } from '../webhooks/delivery.js';
import type { WebhookSender } from '../webhooks/webhook-sender.js';
import { keepSilent } from './keep-silent.js';
import { operationView } from './operation-view.js';
import { collectionBody, payoutBody, referenceParams, refundBody } from './schemas.js';

export interface OperationRouteDependencies {
  readonly operator: Operator;
  readonly store: Store;
  readonly sender: WebhookSender;
  /** The longest a request that is never answered stays open, in milliseconds. */
  readonly holdMs: number;
}

interface ByReference {
  Params: { reference: string };
}

/** What clients ask for: money in, back and out. The answer itself may be part of the scenario. */
export function operationRoutes(dependencies: OperationRouteDependencies) {
  const { operator } = dependencies;

  return (server: FastifyInstance): void => {
    server.post<{ Body: CollectionRequest }>(
      '/collections',
      { schema: { body: collectionBody } },
      (request, reply) => answer(operator.collect(request.body), reply, dependencies),
    );
    server.post<{ Body: RefundRequest }>('/refunds', { schema: { body: refundBody } }, (request, reply) =>
      answer(operator.refund(request.body), reply, dependencies),
    );
    server.post<{ Body: PayoutRequest }>('/payouts', { schema: { body: payoutBody } }, (request, reply) =>
      answer(operator.payOut(request.body), reply, dependencies),
    );

    const schema = { params: referenceParams };
    server.get<ByReference>('/collections/:reference', { schema }, ({ params }) =>
      operationView(operator.get('collection', params.reference)),
    );
    server.get<ByReference>('/refunds/:reference', { schema }, ({ params }) =>
      operationView(operator.get('refund', params.reference)),
    );
    server.get<ByReference>('/payouts/:reference', { schema }, ({ params }) =>
      operationView(operator.get('payout', params.reference)),
    );
  };
}

/** 202 for what was accepted now, 200 with its present state for what was known; faults strike only the first. */
async function answer(
  { operation, repeated }: Acceptance,
  reply: FastifyReply,
  { operator, store, sender, holdMs }: OperationRouteDependencies,
): Promise<FastifyReply> {
  if (repeated) return reply.code(200).send(operationView(operation));
  const scenario = scenarioFor(operation.kind, operation.msisdn);
  if (scenario.webhook === 'before_answer') {
    operator.advance(operation);
    await sender.send(operationKey(operation));
  }
  switch (scenario.answer) {
    case 'silence':
      await store.durable();
      keepSilent(reply, holdMs);
      return reply;
    case 'error_after_recording':
      throw new Refusal('outage', 'internal_error', 'The operator failed.');
    default:
      return reply.code(202).send(operationView(operation));
  }
}
