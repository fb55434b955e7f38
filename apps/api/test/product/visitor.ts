import { randomUUID } from 'node:crypto';
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

/** Somebody with an HTTP client: everything they know of the product is what it answers. */
export class Visitor {
  private accessToken: string | null = null;
  private signInAgain: () => Promise<unknown> = () => Promise.resolve();

  constructor(private readonly url: string) {}

  /** @throws Error when the product refuses */
  async signIn(login: string, password: string): Promise<this> {
    const tokens = await this.post<TokensView>('/v1/auth/login', { login, password });
    this.accessToken = tokens.accessToken;
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
    const response = await this.fetch('PUT', path, bytes, { 'content-type': type });
    if (response.ok) return (await response.json()) as Body;
    throw new Error(`PUT ${path}: ${response.status} ${await response.text()}`);
  }

  /** Receives bytes. @throws Error unless the answer is a success */
  async download(path: string): Promise<Buffer> {
    const response = await this.fetch('GET', path, null, {});
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
    const response = await this.fetch(method, path, json, {
      ...(json === null ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...headers,
    });
    const text = await response.text();
    // What the product answers is checked against its document; here it is taken at its word.
    return { status: response.status, headers: response.headers, body: JSON.parse(text || 'null') as Body };
  }

  /** As any client does, it signs in again when its session has run out: stories let weeks pass. */
  private async fetch(
    method: string,
    path: string,
    body: Uint8Array | string | null,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const response = await this.fetchOnce(method, path, body, headers);
    if (response.status !== 401 || this.accessToken === null) return response;
    this.accessToken = null;
    await this.signInAgain();
    return this.fetchOnce(method, path, body, headers);
  }

  private fetchOnce(
    method: string,
    path: string,
    body: Uint8Array | string | null,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const authorization = this.accessToken === null ? {} : { authorization: `Bearer ${this.accessToken}` };
    return fetch(new URL(path, this.url), { method, body, headers: { ...authorization, ...headers } });
  }

  private async expectSuccess<Body>(...request: Parameters<Visitor['call']>): Promise<Body> {
    const answer = await this.call<Body>(...request);
    if (answer.status < 300) return answer.body;
    throw new Error(`${request[0]} ${request[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}
