import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@2krika/domain';
import type { TokensView } from '../../src/http/identity/identity-views.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

interface Problem {
  readonly code: string;
  readonly detail?: string;
}

export interface Manners {
  /** Milliseconds after which no answer is a failure. Default: never. */
  readonly patience?: number;
  /** How often one comes back who is told that the product is not available right now. Default: never. */
  readonly returns?: number;
}

/** Somebody with an HTTP client: everything they know of the product is what it answers. */
export class Visitor {
  private accessToken: string | null = null;
  private signInAgain: () => Promise<unknown> = () => Promise.resolve();
  private signingIn: Promise<unknown> | null = null;

  constructor(
    private readonly url: string,
    private readonly manners: Manners = {},
  ) {}

  /** The header by which it is known; none before it has signed in. */
  get authorization(): Readonly<Record<string, string>> {
    return this.accessToken === null ? {} : { authorization: `Bearer ${this.accessToken}` };
  }

  /** @throws Error when the product refuses */
  async signIn(login: string, password: string): Promise<this> {
    const body = JSON.stringify({ login, password });
    const response = await this.fetchOnce('POST', '/v1/auth/login', body, {
      'content-type': 'application/json',
    });
    if (!response.ok) throw new Error(`Signing in: ${response.status} ${await response.text()}`);
    this.accessToken = ((await response.json()) as TokensView).accessToken;
    this.signInAgain = () => this.signIn(login, password);
    return this;
  }

  /** @throws Error unless the answer is a success */
  get<Body>(path: string): Promise<Body> {
    return this.expectSuccess<Body>('GET', path);
  }

  /** @throws Error unless the answer is a success */
  post<Body>(path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Body> {
    return this.expectSuccess<Body>('POST', path, body, headers);
  }

  /** Sends bytes. @throws Error unless the answer is a success */
  async send<Body>(path: string, bytes: Uint8Array, type: string): Promise<Body> {
    const response = await this.request('PUT', path, bytes, { 'content-type': type });
    if (response.ok) return (await response.json()) as Body;
    throw new Error(`PUT ${path}: ${response.status} ${await response.text()}`);
  }

  /** Receives bytes. @throws Error unless the answer is a success */
  async download(path: string): Promise<Buffer> {
    const response = await this.request('GET', path, null, {});
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  }

  /** Whatever the answer is. A POST carries an Idempotency-Key of its own unless one is given. */
  async call<Body = Problem>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const json = body === undefined ? null : JSON.stringify(body);
    const response = await this.request(method, path, json, {
      ...(json === null ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...headers,
    });
    const text = await response.text();
    // What the product answers is checked against its document; here it is taken at its word.
    return { status: response.status, headers: response.headers, body: JSON.parse(text || 'null') as Body };
  }

  /**
   * Sends exactly this, beside its token. As any client does, it signs in again when its session has run out:
   * stories let weeks pass.
   */
  async request(
    method: string,
    path: string,
    body: Uint8Array | string | null = null,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const shown = this.accessToken;
    const response = await this.fetchOnce(method, path, body, headers);
    if (response.status !== 401 || shown === null) return response;
    // Once for all that were refused at the same time.
    if (this.accessToken === shown) {
      this.signingIn ??= this.signInAgain().finally(() => {
        this.signingIn = null;
      });
    }
    await this.signingIn;
    return this.fetchOnce(method, path, body, headers);
  }

  private fetchOnce(
    method: string,
    path: string,
    body: Uint8Array | string | null,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const { patience } = this.manners;
    const signal = patience === undefined ? null : AbortSignal.timeout(patience);
    return fetch(new URL(path, this.url), {
      method,
      ...{ body, signal },
      headers: { ...this.authorization, ...headers },
    });
  }

  private async expectSuccess<Body>(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Body> {
    const { returns = 0 } = this.manners;
    const sameEachTime = { ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}), ...headers };
    for (let count = 0; ; count += 1) {
      const answer = await this.call<Body>(method, path, body, sameEachTime);
      if (answer.status < 300) return answer.body;
      if (answer.status !== 503 || count === returns) {
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      await pause(Number(answer.headers.get('retry-after')) * SECOND);
    }
  }
}
