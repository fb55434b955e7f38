import { Unavailable, type Currency, type Money } from '@2krika/domain';

export interface SandboxOptions {
  /** Where the operator is: `http://127.0.0.1:4100`. */
  readonly url: string;
  readonly apiKey: string;
  /** Where it reports news to. */
  readonly callbackUrl: string;
  /** Milliseconds after which a call counts as unanswered. Default 3 000. */
  readonly timeout?: number;
}

export type OperationKind = 'collections' | 'refunds' | 'payouts';

/** An operation as the operator shows it, checked: an answer of another shape is no answer. */
export interface Operation {
  readonly providerRef: string;
  readonly status: 'pending' | 'successful' | 'failed' | 'expired' | 'returned';
  readonly amount: bigint;
  readonly currency: string;
  readonly fee: bigint | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
}

export type PostOutcome =
  | { readonly kind: 'accepted'; readonly providerRef: string }
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

const TIMEOUT = 3_000;
/** What an honest answer never exceeds. */
const MAX_ANSWER = 64 * 1_024;
const STATUSES = ['pending', 'successful', 'failed', 'expired', 'returned'] as const;

/** Speaks HTTP with the sandbox operator. What it says is checked like any input from outside. */
export class SandboxClient {
  constructor(private readonly options: SandboxOptions) {}

  get callbackUrl(): string {
    return this.options.callbackUrl;
  }

  /** Asks for money to move. Only a refusal it documents as definitive is one. */
  async post(kind: OperationKind, body: Readonly<Record<string, unknown>>): Promise<PostOutcome> {
    try {
      const { status, json } = await this.call('POST', `/v1/${kind}`, body);
      if (status === 200 || status === 202) {
        const providerRef = textOf(json, 'providerRef');
        return providerRef === null ? ambiguous('no reference') : { kind: 'accepted', providerRef };
      }
      if (status === 422) {
        return {
          kind: 'rejected',
          code: textOf(json, 'code') ?? 'refused',
          message: textOf(json, 'detail') ?? '',
        };
      }
      return ambiguous(`status ${status}`);
    } catch (error) {
      return ambiguous(error instanceof Error ? error.name : 'unknown');
    }
  }

  /** Null when it never heard of the reference. @throws Unavailable when it gives no answer that makes sense */
  async get(kind: OperationKind, reference: string): Promise<Operation | null> {
    let answer: Answer;
    try {
      answer = await this.call('GET', `/v1/${kind}/${encodeURIComponent(reference)}`);
    } catch (cause) {
      throw new Unavailable('The sandbox operator', { cause });
    }
    if (answer.status === 404) return null;
    const operation = answer.status === 200 ? operationOf(answer.json) : null;
    if (!operation) throw new Unavailable('The sandbox operator');
    return operation;
  }

  private async call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const { url, apiKey, timeout = TIMEOUT } = this.options;
    const response = await fetch(new URL(path, url), {
      method,
      // Following one would hand our key to whoever it points at.
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (text.length > MAX_ANSWER) throw new RangeError('The answer is too long.');
    return { status: response.status, json: text === '' ? null : (JSON.parse(text) as unknown) };
  }
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** Money as the operator writes it: whole francs. */
export function moneyFields({ amount, currency }: Money): {
  readonly amount: number;
  readonly currency: Currency;
} {
  return { amount: Number(amount), currency };
}

/** E.164 as the operator writes it: without the plus. */
export function msisdnField(msisdn: string): string {
  return msisdn.replace(/^\+/, '');
}

function ambiguous(reason: string): PostOutcome {
  return { kind: 'ambiguous', reason };
}

function operationOf(json: unknown): Operation | null {
  const providerRef = textOf(json, 'providerRef');
  const status = STATUSES.find((known) => known === textOf(json, 'status'));
  const amount = amountOf(json, 'amount');
  const currency = textOf(json, 'currency');
  if (providerRef === null || !status || amount === null || currency === null) return null;
  return {
    providerRef,
    status,
    amount,
    currency,
    fee: amountOf(json, 'fee'),
    failureCode: textOf(json, 'failureCode'),
    failureMessage: textOf(json, 'failureMessage'),
  };
}

function memberOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? Reflect.get(json, name)
    : undefined;
}

function textOf(json: unknown, name: string): string | null {
  const value = memberOf(json, name);
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : null;
}

function amountOf(json: unknown, name: string): bigint | null {
  const value = memberOf(json, name);
  return Number.isSafeInteger(value) && Number(value) >= 0 ? BigInt(Number(value)) : null;
}
