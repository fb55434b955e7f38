import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { anonymous } from '../route/access.js';
import type { OpenApiDocument } from './document.js';

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The only files of the package that are served, so that no path from outside reaches the disk. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

/** Everything comes from us and scripts only as files; the icons of the page are images in its style sheet. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>2KRIKA API</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

// No validator badge: it would send the document to somebody else's server.
const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
  requestSnippetsEnabled: true,
});
`;

/** Serves the document and a page to try it on, both without leaving this server. */
export function serveDocumentation(server: FastifyInstance, document: OpenApiDocument): void {
  const config = { access: anonymous };
  const json = JSON.stringify(document);
  server.get('/openapi.json', { config }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(json),
  );
  server.get('/docs', { config }, (_request, reply) =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
  );
  server.get('/docs/start.js', { config }, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  for (const [name, type] of FILES) {
    server.get(`/docs/${name}`, { config }, async (_request, reply) =>
      reply.type(type).send(await readFile(join(swaggerUi, name))),
    );
  }
}
