import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { field, parseJson } from '../dev-databases/json.js';
import { SetupError } from '../dev-databases/setup-error.js';

/** What must outlive a restart: sessions are signed, and payout numbers encrypted, with these. */
const MAKERS = {
  TOKEN_SIGNING_KEY: () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  ENCRYPTION_KEY: () => randomBytes(32).toString('base64'),
  SANDBOX_API_KEY: () => randomBytes(24).toString('hex'),
  SANDBOX_WEBHOOK_SECRET: () => randomBytes(24).toString('hex'),
};

/**
 * The secrets of this development system, made at its first start and kept beside its data.
 *
 * @param {string} dataFolder
 * @returns {Record<string, string>}
 * @throws {SetupError} when the file of an earlier start cannot be read
 */
export function developmentSecrets(dataFolder) {
  const file = join(dataFolder, 'secrets.json');
  const kept = existsSync(file) ? readKept(file) : {};
  /** @type {Record<string, string>} */
  const secrets = {};
  for (const [name, make] of Object.entries(MAKERS)) {
    const value = field(kept, name);
    secrets[name] = typeof value === 'string' ? value : make();
  }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** @param {string} file */
function readKept(file) {
  try {
    return parseJson(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SetupError(
      `${file} is damaged: put it back, or remove the whole data folder, whose contents it encrypts.`,
      { cause: error },
    );
  }
}
