import { once } from 'node:events';
import { connect } from 'node:net';

/** @import { Socket } from 'node:net' */

const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

/**
 * One kept connection that asks one thing after another, and does no more than it must: what it costs would count as
 * the server's. The server ends one that nobody used for some seconds; it is opened again.
 */
export class KeepAliveClient {
  /** @type {Socket | null} */
  socket = null;

  /** @param {URL} url */
  constructor(url) {
    this.url = url;
  }

  /**
   * @param {string} path
   * @returns {Promise<Buffer>} the body
   * @throws {Error} unless the answer is 200
   */
  async get(path) {
    const socket = this.socket?.writable ? this.socket : await this.connect();
    return new Promise((resolve, reject) => {
      /** @type {Buffer} */
      let answer = Buffer.alloc(0);
      const lost = () => {
        reject(new Error(`The connection was closed before ${path} was answered.`));
      };
      const read = (/** @type {Buffer} */ chunk) => {
        answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
        const headEnd = answer.indexOf(HEAD_END);
        if (headEnd === -1) return;
        const head = answer.toString('latin1', 0, headEnd + HEAD_END.length);
        const body = answer.subarray(head.length);
        if (body.length < Number(CONTENT_LENGTH.exec(head)?.[1])) return;
        socket.off('data', read).off('close', lost);
        if (head.startsWith('HTTP/1.1 200 ')) resolve(body);
        else reject(new Error(answer.toString()));
      };
      socket.on('data', read).once('close', lost);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${this.url.host}\r\n\r\n`);
    });
  }

  async connect() {
    const { hostname, port } = this.url;
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    // Whoever waits for an answer is told by the end of the connection; else nobody minds.
    socket.on('error', () => undefined);
    this.socket = socket;
    return socket;
  }

  close() {
    this.socket?.destroy();
  }
}
