import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Vault } from '@2krika/domain';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Leads each text, so that the key can be rotated: the next one will be v2. */
const VERSION = 'v1';

/** AES-256-GCM, and HMAC-SHA256 for digests, under two keys derived from one. */
export class AesVault extends Vault {
  private readonly encryptionKey: Buffer;
  private readonly digestKey: Buffer;

  /**
   * @param key 32 bytes in base64
   * @throws Error for another length
   */
  constructor(key: string) {
    super();
    const secret = Buffer.from(key, 'base64');
    if (secret.length !== KEY_BYTES) throw new Error(`The encryption key has ${KEY_BYTES} bytes, in base64.`);
    this.encryptionKey = derive(secret, 'encryption');
    this.digestKey = derive(secret, 'digest');
  }

  encrypt(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.encryptionKey, nonce);
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
  }

  decrypt(encrypted: string): string {
    const [version, body] = encrypted.split('.');
    if (version !== VERSION || body === undefined)
      throw new Error('This was encrypted under an unknown key.');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv(ALGORITHM, this.encryptionKey, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }

  digest(text: string): string {
    return createHmac('sha256', this.digestKey).update(text).digest('base64url');
  }
}

/** A new key, 32 random bytes in base64. */
export function generateVaultKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `2krika ${purpose}`, KEY_BYTES));
}
