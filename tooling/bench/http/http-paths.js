import { ListServices, ReadService } from '@2krika/domain';
import { KeepAliveClient } from './keep-alive-client.js';
import { startApi } from './start-api.js';

/** @import { BenchMarket } from '../bench-market.js' */
/** @import { BenchPath } from '../paths.js' */

/** A quarter added is four fifths of the speed. */
const GOAL = 1 / 1.25;
const LIMIT = 20;

/**
 * What HTTP adds: the routes of the product over a socket of this process, against the use cases they call.
 *
 * @param {BenchMarket} market
 * @returns {Promise<{ servicePage: BenchPath<string, unknown>, listPage: BenchPath<number, unknown>, close: () => Promise<void> }>}
 */
export async function httpPaths(market) {
  const api = await startApi(market);
  const client = new KeepAliveClient(api.url);
  const readService = api.container.get(ReadService);
  const listServices = api.container.get(ListServices);
  return {
    servicePage: {
      name: 'HTTP around the service page',
      goal: GOAL,
      runs: 30,
      inputs: market.serviceIds,
      contenders: [
        { name: 'direct call', run: (serviceId) => readService.execute({ actor: null, serviceId }) },
        { name: '2KRIKA', run: (serviceId) => client.get(`/v1/services/${serviceId}`) },
      ],
      readBack,
    },
    listPage: {
      name: 'HTTP around the list page by number',
      goal: GOAL,
      runs: 15,
      inputs: [1, 2, 3, 4, 5],
      contenders: [
        { name: 'direct call', run: (page) => listServices.execute({ page, limit: LIMIT }) },
        {
          name: '2KRIKA',
          run: (page) => client.get(`/v1/services?page=${String(page)}&limit=${String(LIMIT)}`),
        },
      ],
      readBack,
    },
    close: async () => {
      client.close();
      await api.close();
    },
  };
}

/**
 * @param {unknown} result a body, or what it was made of
 * @returns {Promise<unknown>} the content of either; a version travels in the head of an answer
 */
async function readBack(result) {
  const text =
    result instanceof Buffer
      ? result.toString()
      : JSON.stringify(result, (_, /** @type {unknown} */ inner) =>
          typeof inner === 'bigint' ? Number(inner) : inner,
        );
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  const { version: _, ...content } = /** @type {Record<string, unknown>} */ (parsed);
  return content;
}
