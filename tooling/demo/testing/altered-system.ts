import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

const PASSED_ON = ['authorization', 'content-type', 'idempotency-key', 'if-match'];

/** What was asked for, and what the real system answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

export interface AlteredSystem {
  readonly url: string;
  stop(): Promise<void>;
}

/** A system with a planted fault: everything goes on to the real one, and its answers come back altered. */
export async function alteredSystem(
  url: string,
  alter: (exchange: Exchange) => { readonly status?: number; readonly text?: string },
): Promise<AlteredSystem> {
  const server = createServer((request, response) => {
    void forward(url, request).then(async (answer) => {
      const { method = '', url: path = '' } = request;
      const bytes = Buffer.from(await answer.arrayBuffer());
      const altered = alter({ method, path, status: answer.status, text: bytes.toString() });
      const headers = [...answer.headers].filter(([name]) => name !== 'content-length');
      response.writeHead(altered.status ?? answer.status, headers.flat());
      response.end(altered.text ?? bytes);
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function forward(url: string, request: IncomingMessage): Promise<Response> {
  const body = await buffer(request);
  const headers = PASSED_ON.flatMap((name): [string, string][] => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return fetch(new URL(request.url ?? '/', url), {
    method: request.method ?? 'GET',
    headers,
    body: body.length > 0 ? body : null,
  });
}
