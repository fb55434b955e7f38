import { SANDBOX_CHANNELS, type Actor, type PermissionCode, type ServiceRecord } from '@2krika/domain';
import { aCategory } from '../../factories/catalogue/category-factory.js';
import { aService } from '../../factories/catalogue/service-factory.js';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { FakeClock } from '../fake-clock.js';
import { inMemoryFiles } from '../files/in-memory-files.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { auditEntries } from '../platform/in-memory-audit-log.js';
import { publishedEventNames } from '../platform/in-memory-outbox.js';
import { inMemoryPlatform } from '../platform/in-memory-platform.js';
import { SequentialIds } from '../sequential-ids.js';
import { FakePendingPayments } from './fake-pending-payments.js';
import { inMemoryCatalogue, inMemoryCatalogueViews } from './in-memory-catalogue.js';

/** A market on a store in memory: a seller with pictures, a category, and somebody who moderates. */
export async function catalogueBench() {
  const database = new InMemoryDatabase();
  const { settings, paymentChannels } = inMemoryPlatform(database);
  const [clock, pendingPayments] = [new FakeClock(), new FakePendingPayments()];
  const unitOfWork = new InMemoryUnitOfWork(database, (store) => ({
    ...inMemoryPlatform(store),
    ...inMemoryIdentity(store),
    ...inMemoryFiles(store),
    ...inMemoryCatalogue(store),
    pendingPayments,
  }));
  const { users } = inMemoryIdentity(database);
  const { uploads } = inMemoryFiles(database);
  const { categories, services } = inMemoryCatalogue(database);
  const [owner, moderator, category] = [aUser(), aUser(), aCategory()];
  const pictures = [anUpload(owner.id), anUpload(owner.id)];
  for (const channel of SANDBOX_CHANNELS) await paymentChannels.put(channel, clock.now());
  await users.add(owner);
  await users.add(moderator);
  await categories.add(category);
  for (const picture of pictures) await uploads.add(picture);
  const actorOf = (userId: string, ...permissions: PermissionCode[]): Actor => ({
    userId,
    permissions: new Set(permissions),
  });

  /** A service of the seller, with a picture. */
  async function added(overrides: Partial<ServiceRecord> = {}) {
    const service = aService({
      ownerId: owner.id,
      categoryId: category.id,
      media: pictures.slice(0, 1).map(({ id }) => id),
      ...overrides,
    });
    await services.add(service);
    return service;
  }

  return {
    database,
    ...{ unitOfWork, users, uploads, categories, services, settings, paymentChannels },
    ...{ pendingPayments, clock, category, pictures, added },
    ...inMemoryCatalogueViews(database),
    ids: new SequentialIds(),
    seller: actorOf(owner.id),
    moderator: actorOf(moderator.id, 'services:moderate'),
    stranger: actorOf('stranger'),
    actorOf,
    auditEntries: () => auditEntries(database),
    /** The names of the events published so far. */
    eventNames: () => publishedEventNames(database),
  };
}
