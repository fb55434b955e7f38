import type { Actor } from '@2krika/domain';
import type { Access } from './route/access.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. The server refuses to register one that does not say. */
    access?: Access;
    /** The methods the path has, for those it has not. */
    allow?: string;
  }

  interface FastifyRequest {
    /** Who calls, once the token was checked; undefined on routes that take none. */
    actor: Actor | undefined;
  }
}
