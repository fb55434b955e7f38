import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '@2krika/api';
import { createContainer, readConfig } from '@2krika/composition';
import { pino } from 'pino';

/**
 * The whole API of the product in this process, as it is deployed: its logs are written, to nowhere.
 *
 * @param {{ sqlUrl: string, mongoUrl: string, mongoName: string }} databases
 */
export async function startApi({ sqlUrl, mongoUrl, mongoName }) {
  const folder = mkdtempSync(join(tmpdir(), '2krika-bench-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  const config = readConfig({
    NODE_ENV: 'production',
    DATA_FOLDER: folder,
    SQL_DATABASE_URL: sqlUrl,
    MONGO_DATABASE_URL: mongoUrl,
    MONGO_DATABASE_NAME: mongoName,
    API_URL: 'http://127.0.0.1:3000',
    SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
    SANDBOX_API_KEY: 'the-bench',
    SANDBOX_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    TOKEN_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  });
  const logger = pino({ level: 'info' }, pino.destination('/dev/null'));
  const open = await createContainer({ config, logger });
  const api = createApi({ open, stage: config.stage, logger, version: '0.0.0' });
  const url = await api.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: new URL(url),
    container: open.container,
    close: async () => {
      await api.close();
      await open.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
