import { createPrivateKey } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwAwayFolder, type DataFolder } from '../dev-databases/data-folder.js';
import { developmentSecrets } from './development-secrets.js';

let folder: DataFolder;

beforeEach(() => {
  folder = throwAwayFolder();
});

afterEach(() => folder.release());

describe('the secrets of a development system', () => {
  it('are the same at the next start', () => {
    expect(developmentSecrets(folder.path)).toEqual(developmentSecrets(folder.path));
  });

  it('are other ones in another data folder', () => {
    const other = throwAwayFolder();

    expect(developmentSecrets(folder.path)).not.toEqual(developmentSecrets(other.path));
    other.release();
  });

  it('are for their owner to read', () => {
    developmentSecrets(folder.path);

    expect(statSync(join(folder.path, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('hold an Ed25519 key and 32 bytes to encrypt with', () => {
    const { TOKEN_SIGNING_KEY: signing = '', ENCRYPTION_KEY: encryption = '' } = developmentSecrets(
      folder.path,
    );

    expect(createPrivateKey(signing).asymmetricKeyType).toBe('ed25519');
    expect(Buffer.from(encryption, 'base64')).toHaveLength(32);
  });

  it('gain those a newer version asks for', () => {
    const { ENCRYPTION_KEY: kept } = developmentSecrets(folder.path);
    writeFileSync(join(folder.path, 'secrets.json'), JSON.stringify({ ENCRYPTION_KEY: kept }));

    const secrets = developmentSecrets(folder.path);

    expect(secrets['ENCRYPTION_KEY']).toBe(kept);
    expect(secrets['TOKEN_SIGNING_KEY']).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it('are not made anew when their file is damaged', () => {
    writeFileSync(join(folder.path, 'secrets.json'), '{ "ENCRYPTION_KEY": ');

    expect(() => developmentSecrets(folder.path)).toThrow(/secrets\.json is damaged: put it back, or remove/);
  });
});
