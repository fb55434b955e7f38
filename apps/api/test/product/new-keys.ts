import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** Keys for one product, which nobody else has. */
export function newKeys() {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    TOKEN_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
}
