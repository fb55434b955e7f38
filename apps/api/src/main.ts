import { runApp } from '@2krika/composition';
import { createApi } from './create-api.js';

const VERSION = '1.0.0';

await runApp('api', async ({ config, open, logger, metrics }) => {
  const { stage, drain } = config;
  const api = createApi({ open, stage, logger, metrics, drain, version: VERSION });
  const url = await api.listen({ host: config.host, port: config.port });
  return { url, stop: () => api.close() };
});
