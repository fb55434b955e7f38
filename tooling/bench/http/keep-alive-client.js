import { once } from 'node:events';
import { connect } from 'node:net';

/** @import { Socket } from 'node:net' */

const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

/**
 * One kept connection that asks one thing after another, and does no more than it must: what it costs would count as
 * the server's.
 */
export class KeepAliveClient {
  /**
   * @param {Socket} socket
   * @param {string} host
   */
  constructor(socket, host) {
    this.socket = socket;
    this.host = host;
  }

  /** @param {URL} url */
  static async open({ hostname, port, host }) {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new KeepAliveClient(socket, host);
  }

  /**
   * @param {string} path
   * @returns {Promise<Buffer>} the body
   * @throws {Error} unless the answer is 200
   */
  get(path) {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      /** @type {Buffer} */
      let answer = Buffer.alloc(0);
      const read = (/** @type {Buffer} */ chunk) => {
        answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
        const headEnd = answer.indexOf(HEAD_END);
        if (headEnd === -1) return;
        const head = answer.toString('latin1', 0, headEnd + HEAD_END.length);
        const body = answer.subarray(head.length);
        if (body.length < Number(CONTENT_LENGTH.exec(head)?.[1])) return;
        socket.off('data', read);
        if (head.startsWith('HTTP/1.1 200 ')) resolve(body);
        else reject(new Error(answer.toString()));
      };
      socket.on('data', read);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${this.host}\r\n\r\n`);
    });
  }

  close() {
    this.socket.destroy();
  }
}
