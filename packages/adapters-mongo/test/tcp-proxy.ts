import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Stands between a client and a server, and takes the server away from it. */
export class TcpProxy {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private isSilent = false;

  constructor(private readonly target: URL) {}

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    // Through any other address than the proxy's the server would still be there.
    url.searchParams.set('directConnection', 'true');
    return url.href;
  }

  /** Lets clients through, on the same port each time. */
  async start(): Promise<void> {
    this.isSilent = false;
    const server = createServer((client) => this.pass(client));
    await new Promise<void>((resolve) => {
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Cuts every connection and refuses new ones, as a server that was stopped. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = undefined;
  }

  /** Keeps every connection open and delivers nothing, as a server whose machine hangs. */
  hang(): void {
    this.isSilent = true;
  }

  private pass(client: Socket): void {
    const server = connect(Number(this.target.port || 27_017), this.target.hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (data) => {
        if (!this.isSilent) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
