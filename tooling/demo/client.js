import { createHash, randomUUID } from 'node:crypto';
import { field, parseJson } from '../dev-databases/json.js';
import { reasonOf } from '../dev-databases/setup-error.js';
import { Answer } from './answer.js';
import { Refusal, StoryFault } from './story-fault.js';

/** Milliseconds: letting time pass is the longest request, with up to ten seconds of its own. */
const REQUEST_TIMEOUT = 30_000;

/**
 * @typedef {object} SentFile
 * @property {string} name
 * @property {string} type
 * @property {Buffer} bytes
 */

/**
 * @typedef {object} RawAnswer
 * @property {boolean} ok
 * @property {number} status
 * @property {string} statusText
 * @property {Headers} headers
 * @property {Buffer} bytes
 */

/** Somebody with an HTTP client: all they know of the system is what it answers. */
export class Client {
  #url;
  /** @type {string | null} */
  #accessToken = null;
  /** @type {() => Promise<void>} */
  #signInAgain = async () => {};

  /** @param {string} url of the API */
  constructor(url) {
    this.#url = url;
  }

  /**
   * @param {string} login
   * @param {string} password
   */
  async signIn(login, password) {
    const tokens = await this.post('/v1/auth/login', { login, password });
    this.#accessToken = tokens.text('accessToken');
    this.#signInAgain = () => this.signIn(login, password);
  }

  /** @param {string} path */
  async get(path) {
    const { answer } = await this.exchange('GET', path);
    return answer;
  }

  /**
   * @param {string} path
   * @param {object} [body]
   * @param {Record<string, string>} [headers]
   */
  async post(path, body, headers) {
    const { answer } = await this.exchange('POST', path, body, headers);
    return answer;
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  async put(path, body) {
    const { answer } = await this.exchange('PUT', path, body);
    return answer;
  }

  /**
   * A POST carries an Idempotency-Key of its own unless one is given.
   *
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<{ status: number, headers: Headers, answer: Answer }>}
   * @throws {StoryFault} unless the answer is a success
   */
  async exchange(method, path, body, headers = {}) {
    const response = await this.#request(method, path, body === undefined ? null : JSON.stringify(body), {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...headers,
    });
    return { status: response.status, headers: response.headers, answer: answerOf(response, method, path) };
  }

  /**
   * @param {string} purpose
   * @param {SentFile} file
   * @returns {Promise<string>} the id of the upload
   */
  async upload(purpose, { name, type, bytes }) {
    const announced = await this.post('/v1/uploads', {
      purpose,
      ...{ name, type, size: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const id = announced.text('id');
    const path = `/v1/uploads/${id}/content`;
    answerOf(await this.#request('PUT', path, bytes, { 'content-type': type }), 'PUT', path);
    return id;
  }

  /**
   * @param {string} path
   * @returns {Promise<Buffer>} the bytes of the answer
   */
  async download(path) {
    const response = await this.#request('GET', path, null, {});
    if (!response.ok) answerOf(response, 'GET', path);
    return response.bytes;
  }

  /**
   * As any client does, it signs in again when its session has run out: weeks pass in this story.
   *
   * @param {string} method
   * @param {string} path
   * @param {Buffer | string | null} body
   * @param {Record<string, string>} headers
   */
  async #request(method, path, body, headers) {
    const response = await this.#send(method, path, body, headers);
    if (response.status !== 401 || this.#accessToken === null) return response;
    this.#accessToken = null;
    await this.#signInAgain();
    return this.#send(method, path, body, headers);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Buffer | string | null} body
   * @param {Record<string, string>} headers
   * @returns {Promise<RawAnswer>}
   */
  async #send(method, path, body, headers) {
    const authorization = this.#accessToken === null ? {} : { authorization: `Bearer ${this.#accessToken}` };
    try {
      const response = await fetch(new URL(path, this.#url), {
        method,
        ...{ body, headers: { ...authorization, ...headers } },
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      });
      const { ok, status, statusText } = response;
      const bytes = Buffer.from(await response.arrayBuffer());
      return { ok, status, statusText, headers: response.headers, bytes };
    } catch (error) {
      throw new StoryFault(`nothing answers at ${this.#url} (${networkReason(error)})`, { cause: error });
    }
  }
}

/**
 * @param {RawAnswer} response
 * @param {string} method
 * @param {string} path
 * @returns {Answer}
 * @throws {StoryFault} with the code and the words of a refusal
 */
function answerOf(response, method, path) {
  const request = `${method} ${path}`;
  const body = jsonOf(response.bytes.toString());
  if (response.ok && body === undefined) throw new StoryFault(`${request} answered what is no JSON`);
  if (response.ok) return new Answer(body, request);
  const words = [field(body, 'code'), field(body, 'detail')].filter((word) => typeof word === 'string');
  const told = words.length > 0 ? words.join(': ') : response.statusText;
  throw new Refusal(response.status, `${request} answered ${response.status} ${told}`);
}

/**
 * @param {string} text
 * @returns {unknown} null for no text; undefined for what is no JSON
 */
function jsonOf(text) {
  try {
    return parseJson(text || 'null');
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} error of fetch, which keeps what happened in its cause
 * @returns {string}
 */
function networkReason(error) {
  const cause = field(error, 'cause');
  const code = field(cause, 'code');
  return typeof code === 'string' ? code : reasonOf(cause ?? error);
}
