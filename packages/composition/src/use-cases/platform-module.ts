import {
  Clock,
  Idempotently,
  IdGenerator,
  LeasedWork,
  Leases,
  OutboxQueue,
  ReceiveWebhook,
  RelayOutbox,
  SeedPlatform,
  Vault,
  WebhookInbox,
  WebhookReader,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';
import { EventHandlers } from './event-handlers.js';

export const platformModule = new ContainerModule(({ bind }) => {
  bind(Idempotently).toResolvedValue(
    (unitOfWork, vault, clock) => new Idempotently(unitOfWork, vault, clock),
    [ScopedUnitOfWork, Vault, Clock],
  );
  bind(RelayOutbox).toResolvedValue(
    (queue, leases, handlers, work, clock) => new RelayOutbox(queue, leases, handlers.all, work, clock),
    [OutboxQueue, Leases, EventHandlers, LeasedWork, Clock],
  );
  bind(ReceiveWebhook).toResolvedValue(
    (inbox, reader, ids, clock) => new ReceiveWebhook(inbox, reader, ids, clock),
    [WebhookInbox, WebhookReader, IdGenerator, Clock],
  );
  bind(SeedPlatform).toResolvedValue(
    (unitOfWork, ids, clock) => new SeedPlatform(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
});
