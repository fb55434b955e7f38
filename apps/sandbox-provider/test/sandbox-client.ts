import { randomUUID } from 'node:crypto';
import { asObject, type JsonObject } from './json.js';

export const API_KEY = 'an-api-key-for-tests';
export const WEBHOOK_SECRET = 'a-webhook-secret-for-tests';

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

/** A number of MTN Cameroon that ends in these four digits. */
export function numberEndingIn(suffix: string): string {
  return `23767000${suffix}`;
}

/** Speaks to a sandbox over HTTP, as a merchant does; fills in a valid request around what a test is about. */
export class SandboxClient {
  constructor(
    private readonly url: string,
    private readonly callbackUrl = 'http://127.0.0.1:9/webhooks',
  ) {}

  collect(changes: JsonObject = {}): Promise<Answer> {
    return this.post('/v1/collections', this.collection(changes));
  }

  collection(changes: JsonObject = {}): JsonObject {
    return {
      reference: randomUUID(),
      amount: 50_500,
      currency: 'XAF',
      channel: 'mtn_cm',
      msisdn: numberEndingIn('0001'),
      description: 'Order 1',
      callbackUrl: this.callbackUrl,
      ...changes,
    };
  }

  refund(collectionReference: string, changes: JsonObject = {}): Promise<Answer> {
    return this.post('/v1/refunds', {
      reference: randomUUID(),
      collectionReference,
      amount: 10_000,
      ...changes,
    });
  }

  payOut(changes: JsonObject = {}): Promise<Answer> {
    return this.post('/v1/payouts', this.payout(changes));
  }

  payout(changes: JsonObject = {}): JsonObject {
    return {
      reference: randomUUID(),
      amount: 42_500,
      currency: 'XAF',
      channel: 'mtn_cm',
      msisdn: numberEndingIn('0002'),
      name: 'Aïcha Ngo',
      callbackUrl: this.callbackUrl,
      ...changes,
    };
  }

  /** Makes the next change of everything that is under way, and waits for its webhooks. */
  settle(): Promise<Answer> {
    return this.post('/v1/sandbox/settle');
  }

  /** A collection that was paid; resolves with its reference. */
  async paidCollection(changes: JsonObject = {}): Promise<string> {
    const reference = randomUUID();
    await this.collect({ ...changes, reference });
    await this.settle();
    return reference;
  }

  get(path: string): Promise<Answer> {
    return this.send(path, { headers: { authorization: `Bearer ${API_KEY}` } });
  }

  /** Resolves when the operator knows the operation at this path. */
  async untilKnown(path: string): Promise<void> {
    while ((await this.get(path)).status === 404);
  }

  /** @param signal gives the request up, which then rejects with an AbortError unless it was answered */
  post(path: string, body?: unknown, signal: AbortSignal | null = null): Promise<Answer> {
    const headers = { authorization: `Bearer ${API_KEY}` };
    if (body === undefined) return this.send(path, { method: 'POST', headers, signal });
    return this.send(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal,
    });
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, init);
    return { status: response.status, body: asObject(await response.json()) };
  }
}
