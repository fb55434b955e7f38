import { request } from 'node:http';

export interface OneRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends a request on a connection of its own, which nobody else can have closed.
 * @returns the status of the whole answer, or the code of the fault when there was none
 */
export function oneRequest(
  url: string,
  { method, path, body, headers }: OneRequest,
): Promise<number | string> {
  const json = body === undefined ? '' : JSON.stringify(body);
  return new Promise((resolve) => {
    const sent = request(new URL(path, url), {
      method,
      ...{ agent: false, signal: AbortSignal.timeout(3_000) },
      headers: {
        ...headers,
        ...(json === ''
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) }),
      },
    });
    sent.on('error', (fault) => resolve('code' in fault ? String(fault.code) : fault.message));
    sent.on('response', (response) => {
      response.on('end', () => resolve(response.complete ? (response.statusCode ?? 0) : 'cut short'));
      response.on('error', (fault) => resolve(fault.message));
      response.resume();
    });
    sent.end(json);
  });
}
