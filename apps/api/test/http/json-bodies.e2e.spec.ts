import { parcelRoutes, parcelWorld } from './parcel-routes.js';
import { exchange } from './raw-connection.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

const world = parcelWorld();
const valid = '{"title":"Books","price":1,"to":{"city":"Douala"},"items":[]}';
let running: RunningServer;
let keys = 0;

beforeAll(async () => {
  running = await startServer(parcelRoutes(world), { limits: { body: 10_000 } });
});
afterAll(() => running.stop());

async function send(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  keys += 1;
  const numbered = { 'idempotency-key': `key-${keys}`, ...headers };
  return running.call('POST', '/v1/parcels', { token: tokenOf('aline'), body, headers: numbered });
}

it.each([
  ['text', 'hello'],
  ['a trailing comma', '{"title":"x",}'],
  ['a comment', '{/* */}'],
  ['NaN', '{"price":NaN}'],
  ['a byte order mark', `\uFEFF${valid}`],
  ['NUL in a text', valid.replace('Books', 'Boo\\u0000ks')],
  ['NUL in a name', valid.replace('title', 'ti\\u0000tle')],
  ['half a surrogate pair', valid.replace('Books', '\\ud800')],
  ['half a surrogate pair the other way round', valid.replace('Books', '\\udc00\\ud800')],
  ['bytes that are not UTF-8', Buffer.from(valid.replace('Books', 'Boo\xffks'), 'latin1')],
  ['__proto__', valid.replace('"title"', '"__proto__":{"x":1},"title"')],
  ['__proto__ deep inside', valid.replace('"city"', '"__proto__":{},"city"')],
  ['constructor', valid.replace('"title"', '"constructor":{"prototype":{"x":1}},"title"')],
  ['toString', valid.replace('"title"', '"toString":1,"title"')],
  ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
  ['4,000 levels', `${'['.repeat(4_000)}${']'.repeat(4_000)}`],
  ['4,000 levels of objects', `${'{"a":'.repeat(1_500)}1${'}'.repeat(1_500)}`],
])('%s is malformed', async (_, body) => {
  const answer = await send(body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: 'malformed_json', status: 400 });
});

it('32 levels are read, and refused only by the DTO', async () => {
  const { status } = await send(`{"title":${'['.repeat(31)}${']'.repeat(31)}}`);
  expect(status).toBe(422);
});

it('a whole surrogate pair is text', async () => {
  const { status, body } = await send(valid.replace('Books', '\\ud83d\\udce6'));
  expect(status).toBe(201);
  expect(body['title']).toBe('📦');
});

it('of two members with one name the last counts', async () => {
  const { body } = await send(valid.replace('"title"', '"title":"First","title"'));
  expect(body['title']).toBe('Books');
});

it('an empty body is missing', async () => {
  const { status, body } = await send('');
  expect(status).toBe(400);
  expect(body['code']).toBe('body_missing');
});

it('a body at the limit is read and one byte more is not', async () => {
  expect((await send(valid.padEnd(10_000))).status).toBe(201);
  const { status, body } = await send(valid.padEnd(10_001));
  expect(status).toBe(413);
  expect(body['code']).toBe('body_too_large');
});

it('a body that grows over the limit without having said so is refused too', async () => {
  const answer = await exchange(
    running.port,
    [
      'POST /v1/parcels HTTP/1.1',
      'host: test',
      `authorization: Bearer ${tokenOf('aline')}`,
      'idempotency-key: chunked',
      'content-type: application/json',
      'transfer-encoding: chunked',
      '',
      `2711\r\n${' '.repeat(10_001)}\r\n0\r\n\r\n`,
    ].join('\r\n'),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

it.each([
  ['text/plain'],
  ['application/xml'],
  ['application/json garbage'],
  ['application/json\tx'],
  ['application/jsonp'],
  ['application/json; charset=latin1'],
  ['application/x-www-form-urlencoded'],
  ['multipart/form-data; boundary=x'],
])('the media type %s is not taken', async (type) => {
  const before = world.sent;
  const { status, body } = await send(valid, { 'content-type': type });
  expect(status).toBe(415);
  expect(body['code']).toBe('unsupported_media_type');
  expect(world.sent).toBe(before);
});

it.each([[' application/json'], ['Application/JSON'], ['application/json; charset=UTF-8']])(
  'the media type %s is JSON, validated like any other',
  async (type) => {
    expect((await send(valid, { 'content-type': type })).status).toBe(201);
    expect((await send('{"role":"admin"}', { 'content-type': type })).status).toBe(422);
  },
);

it('a body without a media type is not taken', async () => {
  const answer = await exchange(
    running.port,
    [
      'POST /v1/parcels HTTP/1.1',
      'host: test',
      'connection: close',
      `authorization: Bearer ${tokenOf('aline')}`,
      'idempotency-key: untyped',
      `content-length: ${valid.length}`,
      '',
      valid,
    ].join('\r\n'),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 415 /);
});

it('a compressed body is not taken', async () => {
  const { status } = await send(valid, { 'content-encoding': 'gzip' });
  expect(status).toBe(415);
});
