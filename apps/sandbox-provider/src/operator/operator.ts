import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../store.js';
import { announce, operationKey } from '../webhooks/delivery.js';
import { balancesOf, isOut, type Balance } from './balance.js';
import type { Answer } from './behaviour.js';
import { assertCarried, assertChargeable, channelOf, type Currency } from './channel.js';
import { advance, firstDueAt, succeed, type OperatorSettings } from './lifecycle.js';
import type {
  Collection,
  CollectionRequest,
  Operation,
  Payout,
  PayoutRequest,
  RefundRequest,
} from './operation.js';
import type { OperationKind } from './operation-kind.js';
import { Refusal } from './refusal.js';
import { scenarioFor } from './scenario.js';

/** A request the operator knows: taken now, or the same one sent before. */
export interface Acceptance {
  readonly operation: Operation;
  readonly repeated: boolean;
}

/**
 * The rules of the operator. Everything is synchronous: a check and the change it allows cannot be separated
 * by another request, so a reference has one effect however often and however fast it is sent.
 */
export class Operator {
  constructor(
    private readonly store: Store,
    private readonly settings: OperatorSettings,
    private readonly now: () => number,
  ) {}

  /** @throws Refusal */
  collect(request: CollectionRequest): Acceptance {
    const known = this.known('collection', request);
    if (known !== null) return known;
    assertCarried(request, 'in');
    const { amount, currency, channel, msisdn, callbackUrl } = request;
    return this.accept({
      ...this.fresh(request.reference),
      kind: 'collection',
      request,
      amount,
      currency,
      channel,
      msisdn,
      callbackUrl,
    });
  }

  /** @throws Refusal collection_not_found, collection_not_successful, amount_exceeds_collection */
  refund(request: RefundRequest): Acceptance {
    const known = this.known('refund', request);
    if (known !== null) return known;
    const collection = this.store.find('collection', request.collectionReference);
    if (collection === null) {
      throw new Refusal('rejected', 'collection_not_found', 'There is no collection with this reference.');
    }
    if (collection.status !== 'successful') {
      throw new Refusal(
        'rejected',
        'collection_not_successful',
        'Only money that was collected can be refunded.',
      );
    }
    if (request.amount > collection.amount - this.refundedOf(collection)) {
      throw new Refusal('rejected', 'amount_exceeds_collection', 'More than is left of the collection.');
    }
    const { currency, channel, msisdn } = collection;
    assertChargeable(channelOf(channel, 'in'), request.amount);
    return this.accept({
      ...this.fresh(request.reference),
      kind: 'refund',
      request,
      amount: request.amount,
      currency,
      channel,
      msisdn,
      callbackUrl: request.callbackUrl ?? collection.callbackUrl,
    });
  }

  /** @throws Refusal */
  payOut(request: PayoutRequest): Acceptance {
    const known = this.known('payout', request);
    if (known !== null) return known;
    assertCarried(request, 'out');
    const { amount, currency, channel, msisdn } = request;
    if (amount > this.disbursementBalance(currency)) {
      throw new Refusal(
        'rejected',
        'insufficient_balance',
        'The disbursement wallet does not hold the amount.',
      );
    }
    return this.accept({
      ...this.fresh(request.reference),
      kind: 'payout',
      request,
      amount,
      currency,
      channel,
      msisdn,
      callbackUrl: request.callbackUrl ?? null,
    });
  }

  /** @throws Refusal not_found */
  get<Kind extends OperationKind>(kind: Kind, reference: string): Extract<Operation, { kind: Kind }> {
    const operation = this.store.find(kind, reference);
    if (operation === null) {
      throw new Refusal('not_found', 'not_found', `There is no ${kind} with this reference.`);
    }
    return operation;
  }

  balances(): readonly Balance[] {
    return balancesOf(this.store.all(), this.settings.startingFloat);
  }

  /** Makes every change that is due. */
  advanceDue(): void {
    const now = this.now();
    for (const operation of this.store.dueOperations()) {
      if (operation.dueAt !== null && operation.dueAt <= now) this.advance(operation, now);
    }
  }

  /** Makes the next change of everything that will change by itself, and tells how many there were. */
  settle(): number {
    const open = this.store.dueOperations();
    for (const operation of open) this.advance(operation);
    return open.length;
  }

  /** Makes the next change of one operation now. */
  advance(operation: Operation, now = this.now()): void {
    this.change(advance(operation, this.settings, now), now);
  }

  /**
   * The customer pays after all, although the collection had failed or expired.
   * @throws Refusal not_found, not_failed
   */
  succeedLate(reference: string): Collection {
    const collection = this.get('collection', reference);
    if (collection.status !== 'failed' && collection.status !== 'expired') {
      throw new Refusal('conflict', 'not_failed', `The collection is ${collection.status}.`);
    }
    const now = this.now();
    this.change(succeed(collection, this.settings, now), now);
    return this.get('collection', reference);
  }

  /**
   * Money that was paid out comes back.
   * @throws Refusal not_found, not_successful
   */
  returnPayout(reference: string): Payout {
    const payout = this.get('payout', reference);
    if (payout.status !== 'successful') {
      throw new Refusal('conflict', 'not_successful', `The payout is ${payout.status}.`);
    }
    const now = this.now();
    this.change({ ...payout, status: 'returned', completedAt: now, dueAt: null }, now);
    return this.get('payout', reference);
  }

  /** The operation with this reference, if it was requested before. @throws Refusal reference_reused */
  private known(kind: OperationKind, request: Operation['request']): Acceptance | null {
    const operation = this.store.find(kind, request.reference);
    if (operation === null) return null;
    if (!isDeepStrictEqual(operation.request, request)) {
      throw new Refusal('conflict', 'reference_reused', 'This reference stands for another request.');
    }
    return { operation, repeated: true };
  }

  private fresh(reference: string) {
    return {
      reference,
      providerRef: randomUUID(),
      status: 'pending',
      fee: 0,
      failureCode: null,
      acceptedAt: this.now(),
      completedAt: null,
      dueAt: null,
    } as const;
  }

  private accept(operation: Operation): Acceptance {
    this.applyAnswer(scenarioFor(operation.kind, operation.msisdn).answer, operation);
    const accepted = { ...operation, dueAt: firstDueAt(operation, this.settings, operation.acceptedAt) };
    this.store.commit({ operations: [accepted] });
    return { operation: accepted, repeated: false };
  }

  private applyAnswer(answer: Answer, operation: Operation): void {
    const key = operationKey(operation);
    if (answer === 'rejected') {
      throw new Refusal('rejected', 'number_refused', 'The operator does not serve this number.');
    }
    if (answer === 'error_before_recording' && !this.store.wasLost(key)) {
      this.store.commit({ lostRequests: [key] });
      throw new Refusal('outage', 'internal_error', 'The operator failed.');
    }
  }

  private change(operation: Operation, now: number): void {
    this.store.commit({ operations: [operation], deliveries: announce(operation, now) });
  }

  private refundedOf(collection: Collection): number {
    let refunded = 0;
    for (const operation of this.store.all()) {
      if (operation.kind !== 'refund' || !isOut(operation)) continue;
      if (operation.request.collectionReference === collection.reference) refunded += operation.amount;
    }
    return refunded;
  }

  private disbursementBalance(currency: Currency): number {
    return this.balances().find((balance) => balance.currency === currency)?.disbursement ?? 0;
  }
}
