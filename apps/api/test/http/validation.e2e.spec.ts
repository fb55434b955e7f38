import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

const world = parcelWorld();
const token = tokenOf('aline');
const valid = {
  title: 'Books',
  price: 10_000,
  to: { city: 'Douala' },
  items: [{ name: 'atlas', quantity: 1 }],
};
let running: RunningServer;
let keys = 0;

beforeAll(async () => {
  running = await startServer(parcelRoutes(world));
});
afterAll(() => running.stop());

async function send(body: unknown) {
  keys += 1;
  return running.call('POST', '/v1/parcels', { token, body, headers: { 'idempotency-key': `key-${keys}` } });
}

describe('a JSON body', () => {
  it('reaches the handler as the DTO', async () => {
    const { status, headers, body } = await send({ ...valid, fragile: true });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/parcels/${PARCEL_ID}`);
    expect(body).toEqual({ id: PARCEL_ID, title: 'Books', price: 10_000, carrier: null });
    expect(world.asked.at(-1)).toMatchObject({ by: 'aline', body: { ...valid, fragile: true } });
  });

  it('has no member for what was left out, not even one that is undefined', async () => {
    await send(valid);
    expect(world.asked.at(-1)).toHaveProperty('body.title');
    expect(world.asked.at(-1)).not.toHaveProperty('body.fragile');
  });

  it.each([
    ['an unknown field', { ...valid, role: 'admin' }, '/role', 'unknown_field'],
    ['an unknown nested field', { ...valid, to: { city: 'Douala', zip: 1 } }, '/to/zip', 'unknown_field'],
    ['a name with / and ~', { ...valid, 'a/b~c': 1 }, '/a~1b~0c', 'unknown_field'],
    ['a missing field', { ...valid, title: undefined }, '/title', 'required'],
    ['a number for text', { ...valid, title: 5 }, '/title', 'text'],
    ['true for text', { ...valid, title: true }, '/title', 'text'],
    ['empty text', { ...valid, title: '' }, '/title', 'text'],
    ['text over its length', { ...valid, title: 'x'.repeat(51) }, '/title', 'text'],
    ['text of 10,000 variation selectors', { ...valid, title: '\uFE0F'.repeat(10_000) }, '/title', 'text'],
    ['null for what may be left out', { ...valid, fragile: null }, '/fragile', 'is_boolean'],
    ['text for a boolean', { ...valid, fragile: 'true' }, '/fragile', 'is_boolean'],
    ['a list for an object', { ...valid, to: [{ city: 'Douala' }] }, '/to', 'nested_object'],
    ['null for an object', { ...valid, to: null }, '/to', 'nested_object'],
    ['an object for a list', { ...valid, items: { 0: valid.items[0] } }, '/items', 'is_array'],
    ['a list in a list', { ...valid, items: [valid.items] }, '/items', 'nested_object'],
    ['too many items', { ...valid, items: Array(3).fill(valid.items[0]) }, '/items', 'array_max_size'],
    ['an item off its pattern', { ...valid, items: [{ name: 'A', quantity: 1 }] }, '/items/0/name', 'text'],
    ['a fraction', { ...valid, items: [{ name: 'a', quantity: 1.5 }] }, '/items/0/quantity', 'is_int'],
    ['a day the calendar lacks', { ...valid, sendAt: '2024-02-30T00:00:00Z' }, '/sendAt', 'instant'],
    ['a date without time', { ...valid, sendAt: '2024-02-28' }, '/sendAt', 'instant'],
    ['an offset of 25 hours', { ...valid, sendAt: '2024-02-28T00:00:00+25:00' }, '/sendAt', 'instant'],
  ])('with %s is refused by its pointer', async (_, body, pointer, code) => {
    const before = world.sent;
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ in: 'body', pointer, code }] });
    expect(world.sent).toBe(before);
  });

  it.each([[0.5], [-1], [1e21], [2 ** 53], ['100'], [true], [null], [[100]]])(
    'with the amount %p is refused',
    async (price) => {
      const { status, body } = await send({ ...valid, price });
      expect(status).toBe(422);
      expect(body).toMatchObject({ errors: [{ pointer: '/price', code: 'amount' }] });
    },
  );

  it('with the amount −0 is refused', async () => {
    const { status } = await send(JSON.stringify(valid).replace('10000', '-0'));
    expect(status).toBe(422);
  });

  it('with the amount 2^53 − 1 is taken exactly', async () => {
    const { body } = await send({ ...valid, price: 2 ** 53 - 1 });
    expect(body['price']).toBe(9_007_199_254_740_991);
  });

  it('tells all its faults at once', async () => {
    const { body } = await send({ ...valid, title: 1, price: 'x', extra: 1 });
    const pointers = Array.isArray(body['errors']) ? body['errors'].map(({ pointer }) => pointer) : [];
    expect(pointers.sort()).toEqual(['/extra', '/price', '/title']);
  });

  it.each([['[]'], ['null'], ['"text"'], ['5']])('that is %s is refused as a whole', async (body) => {
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ pointer: '', code: 'object' }] });
  });

  it('is refused where none is taken, unless it is empty', async () => {
    const path = `/v1/parcels/${PARCEL_ID}/weigh`;
    expect((await running.call('POST', path, { body: { now: true } })).body).toMatchObject({
      status: 422,
      errors: [{ pointer: '/now', code: 'unknown_field' }],
    });
    expect((await running.call('POST', path, { body: [] })).status).toBe(422);
    expect((await running.call('POST', path, { body: {} })).status).toBe(202);
    expect((await running.call('POST', path, { body: '' })).status).toBe(202);
    expect((await running.call('POST', path)).status).toBe(202);
  });
});

describe('a query', () => {
  it('reaches the handler with its types', async () => {
    const { status } = await running.call('GET', '/v1/parcels?page=2&limit=50&state=lost&late=false');
    expect(status).toBe(200);
    expect(world.asked.at(-1)).toEqual({ page: 2, limit: 50, state: 'lost', late: false });
  });

  it('has no members but those that were sent, so that spread over others it replaces none', async () => {
    await running.call('GET', '/v1/parcels?page=2');
    expect(Object.keys(world.asked.at(-1) ?? {})).toEqual(['page']);
  });

  it('may be left out', async () => {
    const { body } = await running.call('GET', '/v1/parcels');
    expect(body).toMatchObject({ count: 1, page: 1, limit: 20, totalPages: 1 });
  });

  it.each([
    ['unknown=1', '/unknown', 'unknown_field'],
    ['toString=1', '/toString', 'unknown_field'],
    ['limit[$gt]=1', '/limit[$gt]', 'unknown_field'],
    ['limit=1&limit=2', '/limit', 'repeated'],
    ['limit=1&%6Cimit=2', '/limit', 'repeated'],
    ['limit=', '/limit', 'is_int'],
    ['limit=abc', '/limit', 'is_int'],
    ['limit=1e1', '/limit', 'is_int'],
    ['limit=1.5', '/limit', 'is_int'],
    ['limit=01', '/limit', 'is_int'],
    ['limit=+1', '/limit', 'is_int'],
    ['limit=-1', '/limit', 'min'],
    ['limit=101', '/limit', 'max'],
    ['page=0', '/page', 'min'],
    ['page=1000000000', '/page', 'max'],
    ['late=1', '/late', 'flag'],
    ['state=stolen', '/state', 'is_in'],
  ])('%s is refused by its pointer', async (query, pointer, code) => {
    const { status, body } = await running.call('GET', `/v1/parcels?${query}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ in: 'query', pointer, code }] });
  });

  it('that ends too deep is refused by the domain', async () => {
    const { status, body } = await running.call('GET', '/v1/parcels?page=101&limit=100');
    expect(status).toBe(422);
    expect(body['code']).toBe('kernel.invalid_page');
  });

  it.each([['state=%ff'], ['state=%zz'], ['state=%00'], ['%=1']])('%s is malformed', async (query) => {
    const { status, body } = await running.call('GET', `/v1/parcels?${query}`);
    expect(status).toBe(400);
    expect(body['code']).toBe('malformed_query');
  });

  it('is refused where none is taken', async () => {
    const { status, body } = await running.call('GET', `/v1/parcels/${PARCEL_ID}?verbose=1`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer: '/verbose', code: 'unknown_field' }] });
  });
});

describe('a path', () => {
  it.each([['1'], ['%00'], ['..%2f..%2fetc%2fpasswd'], ["1'or'1"], ['{id}']])(
    'with the id %s names nothing',
    async (id) => {
      const { status, body } = await running.call('GET', `/v1/parcels/${id}`);
      expect(status).toBe(404);
      expect(body['code']).toBe('not_found');
    },
  );
});
