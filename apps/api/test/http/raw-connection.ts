import { connect, type Socket } from 'node:net';

/** A TCP connection on which a test says exactly the bytes it wants. */
export class RawConnection {
  /** Everything that came so far. */
  received = '';
  /** Resolves with everything that came, once the other side has closed. */
  readonly closed: Promise<string>;

  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1').on('data', (text: string) => (this.received += text));
    // Being reset is one of the ways to be closed.
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.on('close', () => resolve(this.received)));
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawConnection(socket);
  }

  write(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Waits until the text has come. */
  async until(text: string): Promise<void> {
    while (!this.received.includes(text)) {
      await new Promise((resolve, reject) => {
        this.socket.once('data', resolve);
        this.socket.once('close', () => reject(new Error(`closed before ${text} came: ${this.received}`)));
      });
    }
  }
}

/** Sends one request and answers everything that comes back until the server closes. */
export async function exchange(port: number, request: string): Promise<string> {
  const connection = await RawConnection.open(port);
  connection.write(request);
  return connection.closed;
}
