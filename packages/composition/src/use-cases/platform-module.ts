import { Clock, Idempotently, OutboxQueue, RelayOutbox } from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';
import { EventHandlers } from './event-handlers.js';

export const platformModule = new ContainerModule(({ bind }) => {
  bind(Idempotently).toResolvedValue(
    (unitOfWork, clock) => new Idempotently(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RelayOutbox).toResolvedValue(
    (queue, handlers, clock) => new RelayOutbox(queue, handlers.all, clock),
    [OutboxQueue, EventHandlers, Clock],
  );
});
