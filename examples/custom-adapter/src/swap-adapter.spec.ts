import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContainer, readConfig, type OpenContainer } from '@2krika/composition';
import { CreateUpload, FileStorage, OpenDownload, StoreUploadContent, UserRepository } from '@2krika/domain';
import { bytesOf, createUser, pngBytes, sha256Of, streamOf } from '@2krika/domain/testing';
import { GzipFileStorage } from './gzip-file-storage.js';

describe('the product with an adapter of our own', () => {
  let folder: string;
  let product: OpenContainer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'product-'));
    product = await createContainer({ config: readConfig(environment(folder)), persistence: 'memory' });
    product.container.rebind(FileStorage).toConstantValue(new GzipFileStorage(join(folder, 'packed')));
  });

  afterAll(async () => {
    await product.close();
    await rm(folder, { recursive: true });
  });

  it('stores what people upload with it, and gives it back', async () => {
    const { container } = product;
    const user = await createUser({ users: container.get(UserRepository) });
    const actor = { userId: user.id, permissions: new Set<never>() };
    const bytes = pngBytes(2_000);
    const upload = await container.get(CreateUpload).execute({
      actor,
      purpose: 'avatar',
      name: 'moi.png',
      mimeType: 'image/png',
      sizeBytes: bytes.length,
      sha256: await sha256Of(bytes),
    });
    await container.get(StoreUploadContent).execute({ actor, uploadId: upload.id, content: streamOf(bytes) });
    const { content } = await container.get(OpenDownload).execute({ actor, uploadId: upload.id });
    expect(await bytesOf(content)).toEqual(bytes);
    expect(await readdir(join(folder, 'packed', 'avatar'))).toEqual([`${upload.id}.gz`]);
  });
});

/** What the product is told from outside. Nobody is called, so the addresses lead nowhere. */
function environment(dataFolder: string): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    NODE_ENV: 'test',
    DATA_FOLDER: dataFolder,
    SQL_DATABASE_URL_TEST: 'postgresql://nobody@127.0.0.1:1/none_test',
    MONGO_DATABASE_URL: 'mongodb://127.0.0.1:1',
    MONGO_DATABASE_NAME_TEST: 'none_test',
    SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
    SANDBOX_API_KEY: 'key',
    SANDBOX_WEBHOOK_SECRET: 'secret',
    API_URL: 'http://127.0.0.1:1',
    TOKEN_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
}
