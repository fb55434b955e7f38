import { IsIn } from 'class-validator';
import { listRequest, pageOf, type ListAnswer, type ListInput } from '@2krika/domain';
import {
  anonymous,
  Id,
  ListQuery,
  ok,
  Optional,
  PagesOf,
  route,
  signedIn,
  type Route,
} from '../../src/http/server/index.js';
import { startServer, tokenOf, type CallResult, type RunningServer } from './running-server.js';

class StampQuery extends ListQuery {
  @Optional()
  @IsIn(['red', 'blue'])
  colour?: 'red' | 'blue';
}

class AlbumParams {
  @Id()
  id!: string;
}

class StampView {
  @Id()
  id!: string;
}

const [ALINE, BRUNO] = [tokenOf('aline'), tokenOf('bruno')];
const ALBUM = '019b0000-0000-7000-8000-000000000001';
const OTHER_ALBUM = '019b0000-0000-7000-8000-000000000002';
const STAMP = { id: '019b0000-0000-7000-8000-0000000000aa' };
/** What the domain hands out and takes. */
const PLAIN = `n1.${STAMP.id}`;

const asked: ListInput[] = [];

/** A list of one stamp, with others before and behind it. */
function stamps(input: ListInput): ListAnswer<StampView> {
  asked.push(input);
  const request = listRequest(input);
  if ('page' in request) return pageOf([STAMP], 1, request);
  return { results: [STAMP], nextCursor: PLAIN, prevCursor: `p1.${STAMP.id}`, hasMore: true };
}

const listed = {
  method: 'GET',
  tag: 'Stamps',
  query: StampQuery,
  answers: { 200: PagesOf(StampView) },
} as const;

const ROUTES: readonly Route[] = [
  route({
    ...{ ...listed, path: '/stamps', summary: 'Stamps of everybody.', access: anonymous },
    handle: async ({ query: { page, cursor, limit } }) => ok(stamps({ page, cursor, limit })),
  }),
  route({
    ...{ ...listed, path: '/me/stamps', summary: 'Your stamps.', access: signedIn },
    handle: async ({ query: { page, cursor, limit } }) => ok(stamps({ page, cursor, limit })),
  }),
  route({
    ...{ ...listed, path: '/albums/{id}/stamps', summary: 'Stamps of an album.', access: anonymous },
    params: AlbumParams,
    handle: async ({ query: { page, cursor, limit } }) => ok(stamps({ page, cursor, limit })),
  }),
];

describe('a list', () => {
  let running: RunningServer;

  beforeAll(async () => {
    running = await startServer(ROUTES);
  });
  afterAll(() => running.stop());
  beforeEach(() => {
    asked.length = 0;
  });

  const get = (address: string, token?: string) =>
    running.call('GET', `/v1${address}`, token === undefined ? {} : { token });
  const cursorOf = async (address: string, token?: string) =>
    String((await get(address, token)).body['nextCursor']);
  const beside = (address: string, cursor: string) =>
    `${address}${address.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;

  function expectRefusal({ status, headers, body }: CallResult, pointer: string): void {
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(body)).toContain(`"pointer":"${pointer}"`);
  }

  it('is shown by page when nothing is said, and by cursor when one is given', async () => {
    expect((await get('/stamps')).body).toEqual({
      ...{ results: [STAMP], count: 1, page: 1, limit: 20, totalPages: 1 },
    });
    const { body } = await get('/stamps?cursor=');
    expect(body).toEqual({
      ...{ results: [STAMP], hasMore: true, nextCursor: expect.any(String), prevCursor: expect.any(String) },
    });
    expect(JSON.stringify(body)).not.toContain(PLAIN);
  });

  it('hands the domain what the domain handed out', async () => {
    const cursor = await cursorOf('/stamps?cursor=');
    expect((await get(beside('/stamps?limit=7', cursor))).status).toBe(200);
    expect(asked.at(-1)).toEqual({ cursor: PLAIN, limit: 7 });
  });

  it.each([
    ['another list', '/stamps?cursor=', '/me/stamps'],
    ['another filter', '/stamps?colour=red&cursor=', '/stamps?colour=blue'],
    ['no filter', '/stamps?colour=red&cursor=', '/stamps'],
    ['the list of another thing', `/albums/${ALBUM}/stamps?cursor=`, `/albums/${OTHER_ALBUM}/stamps`],
  ])('refuses for %s a cursor of this one', async (_, own, other) => {
    const cursor = await cursorOf(own, ALINE);
    expect((await get(beside(own.replace(/[?&]cursor=/, ''), cursor), ALINE)).status).toBe(200);
    const refused = await get(beside(other, cursor), ALINE);
    expectRefusal(refused, '/cursor');
    expect(refused.body['code']).toBe('kernel.invalid_cursor');
  });

  it('refuses to one person the cursor of another', async () => {
    const cursor = await cursorOf('/me/stamps?cursor=', ALINE);
    expect((await get(beside('/me/stamps', cursor), ALINE)).status).toBe(200);
    expectRefusal(await get(beside('/me/stamps', cursor), BRUNO), '/cursor');
  });

  it('refuses a cursor that nobody signed, and does not ask for it', async () => {
    for (const cursor of [PLAIN, 'v1.x.y', `v1.${Buffer.from(PLAIN).toString('base64url')}.AAAA`]) {
      expectRefusal(await get(beside('/stamps', cursor)), '/cursor');
    }
    expect(asked).toEqual([]);
  });

  it.each([
    ['page=0', '/page'],
    ['page=1.5', '/page'],
    ['page=x', '/page'],
    ['page=1000000000', '/page'],
    ['page=501', '/page'],
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=-1&cursor=', '/limit'],
    [`cursor=${'x'.repeat(201)}`, '/cursor'],
  ])('refuses %s', async (query, pointer) => {
    expectRefusal(await get(`/stamps?${query}`), pointer);
  });

  it.each([
    ['limit=101', 'The limit is a whole number from 1 to 100.'],
    ['limit=0', 'The limit is a whole number from 1 to 100.'],
    ['limit=many', 'The limit is a whole number from 1 to 100.'],
    ['page=0', 'The page is a whole number from 1 to 10000.'],
    ['page=10001', 'The page is a whole number from 1 to 10000.'],
  ])('says in a sentence why it refuses %s', async (query, message) => {
    expect((await get(`/stamps?${query}`)).body).toMatchObject({ errors: [{ message }] });
  });

  it('is read by page or by cursor, not by both', async () => {
    for (const query of ['page=1&cursor=', `page=2&cursor=${await cursorOf('/stamps?cursor=')}`]) {
      expect(await get(`/stamps?${query}`)).toMatchObject({ status: 400, body: { code: 'page_and_cursor' } });
    }
  });
});
