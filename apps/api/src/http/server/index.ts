export { buildServer, type ServerOptions } from './build-server.js';
export { DEFAULT_LIMITS, type Limits } from './connection/limits.js';
export { HttpProblem } from './problem/http-problem.js';
export { openApiDocument, type OpenApiDocument } from './openapi/document.js';
export { anonymous, provider, signedIn, staff, type Access } from './route/access.js';
export { accepted, created, file, noContent, ok, redirect, type Answer } from './route/answer.js';
export { rawBody, upload } from './route/bytes-body.js';
export { route, type Route } from './route/route.js';
export * from './validation/index.js';
