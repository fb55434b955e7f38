import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

const path = `/v1/parcels/${PARCEL_ID}`;
let running: RunningServer;

beforeAll(async () => {
  running = await startServer(parcelRoutes(parcelWorld()));
});
afterAll(() => running.stop());

async function rename(headers: Readonly<Record<string, string>>) {
  return running.call('PATCH', path, { token: tokenOf('aline'), body: { city: 'Douala' }, headers });
}

it('a change says which version it saw', async () => {
  const { headers } = await running.call('GET', path);
  const { status, headers: changed } = await rename({ 'if-match': headers.get('etag') ?? '' });
  expect(status).toBe(200);
  expect(changed.get('etag')).toBe('"4"');
});

it('a change that does not say so is refused', async () => {
  const { status, body } = await rename({});
  expect(status).toBe(428);
  expect(body['code']).toBe('precondition_required');
});

it('a change of an older version is refused', async () => {
  const { status, body } = await rename({ 'if-match': '"2"' });
  expect(status).toBe(412);
  expect(body['code']).toBe('kernel.stale_version');
});

it.each([['*'], ['3'], ['W/"3"'], ['"3", "4"'], ['"x"'], ['"-1"'], [`"${'9'.repeat(16)}"`]])(
  'the tag %s was never given out',
  async (tag) => {
    const { status, body } = await rename({ 'if-match': tag });
    expect(status).toBe(400);
    expect(body['code']).toBe('if_match_invalid');
  },
);
