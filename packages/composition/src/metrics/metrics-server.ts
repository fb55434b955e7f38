import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SECOND } from '@2krika/domain';
import type { Metrics } from './metrics.js';

export interface MetricsServerOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly metrics: Metrics;
}

/** Answers `GET /metrics`, on an address of its own that the public does not reach. */
export class MetricsServer {
  private constructor(
    private readonly server: Server,
    /** Of the figures. */
    readonly url: string,
  ) {}

  /** @throws Error when the address cannot be listened on */
  static async listen({ host, port, metrics }: MetricsServerOptions): Promise<MetricsServer> {
    const server = createServer(
      { headersTimeout: SECOND, requestTimeout: 2 * SECOND },
      (request, response) => {
        void answer(metrics, request, response);
      },
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    const address = server.address();
    const taken = typeof address === 'object' && address !== null ? address.port : port;
    return new MetricsServer(server, `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`);
  }

  /** At once: whoever reads figures asks again. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

async function answer(
  metrics: Metrics,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  if (method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}
