import { createHmac, generateKeyPairSync } from 'node:crypto';
import { after, MINUTE } from '@2krika/domain';
import {
  anId,
  hasherContract,
  secretGeneratorContract,
  TEST_EPOCH,
  tokenSignerContract,
  vaultContract,
} from '@2krika/domain/testing';
import { SignJWT, UnsecuredJWT } from 'jose';
import { AesVault, generateVaultKey } from './aes-vault.js';
import { Argon2Hasher } from './argon2-hasher.js';
import { generateSigningKey, JoseTokenSigner } from './jose-token-signer.js';
import { RandomSecretGenerator } from './random-secret-generator.js';

hasherContract(() => new Argon2Hasher());
secretGeneratorContract(() => new RandomSecretGenerator());
tokenSignerContract(() => new JoseTokenSigner(generateSigningKey()));
vaultContract(() => new AesVault(generateVaultKey()));

describe('Argon2Hasher', () => {
  it('hashes anew what was made with weaker parameters', () => {
    expect(new Argon2Hasher().needsRehash('$argon2id$v=19$m=4096,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g')).toBe(
      true,
    );
  });
});

describe('JoseTokenSigner', () => {
  const pem = generateSigningKey();
  const signer = new JoseTokenSigner(pem);
  const expiresAt = after(TEST_EPOCH, 10 * MINUTE);

  function forge(
    overrides: {
      alg?: string;
      typ?: string;
      iss?: string;
      aud?: string;
      sub?: string;
      noExpiry?: boolean;
    } = {},
  ) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const jwt = new SignJWT({ sid: anId() })
      .setProtectedHeader({ alg: 'EdDSA', typ: overrides.typ ?? 'at+jwt' })
      .setIssuer(overrides.iss ?? '2krika')
      .setAudience(overrides.aud ?? '2krika-api')
      .setSubject(overrides.sub ?? anId())
      .setIssuedAt(TEST_EPOCH);
    return { jwt: overrides.noExpiry ? jwt : jwt.setExpirationTime(expiresAt), privateKey };
  }

  async function signedByUs(overrides: Parameters<typeof forge>[0]) {
    const { createPrivateKey } = await import('node:crypto');
    return forge(overrides).jwt.sign(createPrivateKey(pem));
  }

  it('accepts a well-made token: the forgeries below differ in one thing each', async () => {
    expect(await signer.verify(await signedByUs({}), TEST_EPOCH)).not.toBeNull();
  });

  it.each([
    ['another issuer', { iss: 'somebody' }],
    ['another audience', { aud: 'another-api' }],
    ['another type', { typ: 'JWT' }],
    ['a subject that is no user id', { sub: '../../etc' }],
    ['no expiry', { noExpiry: true }],
  ])('refuses a token with %s', async (_, overrides) => {
    expect(await signer.verify(await signedByUs(overrides), TEST_EPOCH)).toBeNull();
  });

  it('refuses a token from the future, beyond what clocks differ by', async () => {
    const token = await signedByUs({});
    expect(await signer.verify(token, after(TEST_EPOCH, -MINUTE))).not.toBeNull();
    expect(await signer.verify(token, after(TEST_EPOCH, -MINUTE - 1))).toBeNull();
  });

  it('refuses the key of somebody else, no algorithm, and our public key used as a secret', async () => {
    const { jwt, privateKey } = forge();
    expect(await signer.verify(await jwt.sign(privateKey), TEST_EPOCH)).toBeNull();
    const unsecured = new UnsecuredJWT({ sid: anId() })
      .setSubject(anId())
      .setExpirationTime(expiresAt)
      .encode();
    expect(await signer.verify(unsecured, TEST_EPOCH)).toBeNull();
    const [header, payload] = [
      { alg: 'HS256', typ: 'at+jwt' },
      { sub: anId(), sid: anId(), exp: 9_999_999_999 },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const signature = createHmac('sha256', pem).update(`${header}.${payload}`).digest('base64url');
    expect(await signer.verify(`${header}.${payload}.${signature}`, TEST_EPOCH)).toBeNull();
  });

  it('starts with no key but an Ed25519 key', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => new JoseTokenSigner(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow(
      'Ed25519',
    );
  });
});

describe('AesVault', () => {
  it('refuses what another key encrypted, and starts with no short key', () => {
    const sealed = new AesVault(generateVaultKey()).encrypt('+237670000001');
    expect(() => new AesVault(generateVaultKey()).decrypt(sealed)).toThrow();
    expect(() => new AesVault('c2hvcnQ=')).toThrow('32 bytes');
  });
});
