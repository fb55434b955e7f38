import { UnitOfWork } from '@2krika/domain';
import type { ServiceIdentifier } from 'inversify';
import type { Scope } from './ports.js';

/**
 * The token of the one unit of work there is. The container cannot check what a generic class hands out, so this
 * is where it is said, once; from here on the compiler checks that a use case asks for no more.
 */
export const ScopedUnitOfWork: ServiceIdentifier<UnitOfWork<Scope>> = UnitOfWork;
