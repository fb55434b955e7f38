import { runApp } from '@2krika/composition';
import { createApi } from './create-api.js';

const VERSION = '1.0.0';

await runApp('api', async ({ config, open, logger }) => {
  const api = createApi({ open, stage: config.stage, logger, version: VERSION });
  const url = await api.listen({ host: config.host, port: config.port });
  return { url, stop: () => api.close() };
});
