export { AesVault, generateVaultKey } from './aes-vault.js';
export { Argon2Hasher } from './argon2-hasher.js';
export { LocalBackupStore } from './backup/local-backup-store.js';
export { FolderNotifier, type StoredMail } from './folder-notifier.js';
export { generateSigningKey, JoseTokenSigner } from './jose-token-signer.js';
export { LocalFileStorage } from './local-file-storage.js';
export { RandomSecretGenerator } from './random-secret-generator.js';
export { SystemClock } from './system-clock.js';
export { UuidGenerator } from './uuid-generator.js';
