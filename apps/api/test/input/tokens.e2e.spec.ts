import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { MINUTE } from '@2krika/domain';
import type { TokensView } from '../../src/http/identity/identity-views.js';
import { Marketplace } from '../product/marketplace.js';
import { newKeys } from '../product/new-keys.js';
import { Product } from '../product/product.js';

const keys = newKeys();
const ours = createPrivateKey(keys.TOKEN_SIGNING_KEY);
const product = await Product.start({ persistence: 'memory', environment: keys });
const market = new Marketplace(product);
afterAll(() => product.stop());

type Claims = Readonly<Record<string, unknown>>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;

function signed(header: Claims, payload: unknown, key: KeyObject = ours): string {
  const words = `${encode(header)}.${encode(payload)}`;
  return `${words}.${sign(null, Buffer.from(words), key).toString('base64url')}`;
}

interface Tokens extends TokensView {
  readonly header: Claims;
  readonly claims: Claims;
}

async function tokens(): Promise<Tokens> {
  const email = `${randomUUID()}@exemple.cm`;
  const username = `u${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const password = 'un mot de passe assez long';
  const visitor = product.visitor();
  await visitor.post('/v1/auth/register', { fullName: 'Awa', username, email, password, country: 'CM' });
  const mail = await market.eventually(
    () => visitor.get<{ results: { params: { token: string } }[] }>(`/dev/mailbox?to=${email}`),
    ({ results }) => results.length > 0,
  );
  await visitor.post('/v1/auth/verify-email', { token: mail.results[0]?.params.token });
  const given = await visitor.post<TokensView>('/v1/auth/login', { login: username, password });
  const [header, payload] = given.accessToken.split('.');
  return { ...given, header: decode(header), claims: decode(payload) };
}

async function readMe(token: string): Promise<{ status: number; code: string | undefined }> {
  const headers = { authorization: `Bearer ${token}` };
  const { status, body } = await product
    .visitor()
    .call<{ code?: string }>('GET', '/v1/me', undefined, headers);
  return { status, code: body.code };
}

const REFUSED = { status: 401, code: 'identity.unauthenticated' };
const stranger = generateKeyPairSync('ed25519');
const soon = () => Math.floor(Date.now() / 1_000);

/** Each differs in one thing from a token we gave. */
const FORGERIES: readonly (readonly [string, (of: Tokens) => string])[] = [
  ['no signature at all', ({ accessToken }) => accessToken.split('.').slice(0, 2).join('.')],
  ['an empty signature', ({ accessToken }) => `${accessToken.split('.').slice(0, 2).join('.')}.`],
  ['the algorithm none', ({ header, claims }) => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`],
  ['the algorithm nOnE', ({ header, claims }) => `${encode({ ...header, alg: 'nOnE' })}.${encode(claims)}.`],
  [
    'our public key used as a secret',
    ({ header, claims }) => {
      const words = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
      const secret = createPublicKey(ours).export({ type: 'spki', format: 'pem' });
      return `${words}.${createHmac('sha256', secret).update(words).digest('base64url')}`;
    },
  ],
  ['the key of somebody else', ({ header, claims }) => signed(header, claims, stranger.privateKey)],
  [
    'a key it brings itself',
    ({ header, claims }) =>
      signed({ ...header, jwk: stranger.publicKey.export({ format: 'jwk' }) }, claims, stranger.privateKey),
  ],
  [
    'a key it names',
    ({ header, claims }) =>
      signed({ ...header, kid: '../../x', jku: 'http://127.0.0.1:1/' }, claims, stranger.privateKey),
  ],
  [
    'other claims than were signed',
    ({ accessToken, claims }) => {
      const [header, , signature] = accessToken.split('.');
      return [header, encode({ ...claims, sub: randomUUID() }), signature].join('.');
    },
  ],
  ['a past expiry', ({ header, claims }) => signed(header, { ...claims, exp: soon() - 1 })],
  ['no expiry', ({ header, claims: { exp: _, ...rest } }) => signed(header, rest)],
  [
    'a validity that has not begun',
    ({ header, claims }) => signed(header, { ...claims, nbf: soon() + 3_600 }),
  ],
  ['an issue in the future', ({ header, claims }) => signed(header, { ...claims, iat: soon() + 3_600 })],
  ['an extension nobody knows', ({ header, claims }) => signed({ ...header, crit: ['x'], x: 1 }, claims)],
  ['a list for its claims', ({ header, claims }) => signed(header, [claims])],
  ['the session of somebody else', ({ header, claims }) => signed(header, { ...claims, sid: randomUUID() })],
  ['the user of another session', ({ header, claims }) => signed(header, { ...claims, sub: randomUUID() })],
  ['another purpose', ({ header, claims }) => signed({ ...header, typ: 'JWT' }, claims)],
  ['ten thousand characters', ({ header, claims }) => signed(header, { ...claims, x: 'x'.repeat(7_000) })],
  ['a refresh token', ({ refreshToken }) => refreshToken],
];

describe('an access token', () => {
  let given: Tokens;

  beforeAll(async () => {
    given = await tokens();
  });

  it('of ours is believed: the forgeries differ in one thing each', async () => {
    expect((await readMe(given.accessToken)).status).toBe(200);
    expect((await readMe(signed(given.header, given.claims))).status).toBe(200);
  });

  it.each(FORGERIES)('with %s is refused', async (_, forge) => {
    expect(await readMe(forge(given))).toEqual(REFUSED);
  });

  it('of a hundred thousand characters is not even read', async () => {
    expect((await readMe('x'.repeat(100_000))).status).toBe(431);
  });

  it('is refused once its session has ended', async () => {
    const { accessToken, refreshToken } = await tokens();
    const headers = { authorization: `Bearer ${accessToken}` };
    await product.visitor().post('/v1/auth/logout', { refreshToken }, headers);
    expect(await readMe(accessToken)).toEqual(REFUSED);
  });

  it('is refused once it has expired', async () => {
    const { accessToken } = await tokens();
    expect((await readMe(accessToken)).status).toBe(200);
    await market.pass(11 * MINUTE);
    expect(await readMe(accessToken)).toEqual(REFUSED);
  });
});
