import { eventHandlersModule } from './event-handlers.js';
import { identityModule } from './identity-module.js';
import { platformModule } from './platform-module.js';

/** Every use case, context by context. */
export const USE_CASE_MODULES = [platformModule, identityModule, eventHandlersModule] as const;
