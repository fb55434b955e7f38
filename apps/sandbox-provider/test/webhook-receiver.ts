import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { asObject, type JsonObject } from './json.js';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  readonly event: JsonObject;
}

/** A status to answer with, or: cut the connection, or leave it open without an answer. */
export type Reaction = number | 'cut' | 'never';

export interface WebhookReceiver {
  readonly url: string;
  /** Everything received so far, in order. */
  readonly received: readonly ReceivedWebhook[];
  /** What happens to the next requests; those after them are answered with 200. */
  answerWith(...reactions: readonly Reaction[]): void;
  /** Resolves when so many webhooks were received in all. */
  count(wanted: number): Promise<void>;
  close(): Promise<void>;
}

/** A client's endpoint for webhooks, on a real port. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const reactions: Reaction[] = [];
  const waiting: { readonly wanted: number; readonly resolve: () => void }[] = [];

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await text(request);
    const event = asObject(JSON.parse(rawBody));
    received.push({ path: request.url ?? '', headers: request.headers, rawBody, event });
    const reaction = reactions.shift() ?? 200;
    if (reaction === 'cut') request.socket.destroy();
    else if (reaction !== 'never') response.writeHead(reaction).end();
    for (const { wanted, resolve } of waiting) if (received.length >= wanted) resolve();
  }

  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port.');

  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    received,
    answerWith: (...next) => reactions.push(...next),
    count: (wanted) =>
      new Promise((resolve) => {
        if (received.length >= wanted) resolve();
        else waiting.push({ wanted, resolve });
      }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
