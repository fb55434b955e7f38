import {
  AuditLog,
  PaymentChannelRepository,
  SANDBOX_CHANNELS,
  SETTING_DEFAULTS,
  Settings,
  type Actor,
  type AuditEntry,
  type PaymentChannel,
  type PermissionCode,
  type ServiceRecord,
  type SettingKey,
  type SettingValues,
} from '@2krika/domain';
import { aCategory } from '../../factories/catalogue/category-factory.js';
import { aService } from '../../factories/catalogue/service-factory.js';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { FakeClock } from '../fake-clock.js';
import { inMemoryFiles } from '../files/in-memory-files.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { outboxEvents } from '../platform/in-memory-outbox.js';
import { inMemoryPlatform } from '../platform/in-memory-platform.js';
import { SequentialIds } from '../sequential-ids.js';
import { FakePendingPayments } from './fake-pending-payments.js';
import { inMemoryCatalogue, inMemoryCatalogueViews } from './in-memory-catalogue.js';

/** What a test decided, else the defaults. */
class FixedSettings extends Settings {
  private values = SETTING_DEFAULTS;

  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  get<Key extends SettingKey>(key: Key) {
    return Promise.resolve(this.values[key]);
  }

  set<Key extends SettingKey>(key: Key, value: SettingValues[Key]) {
    this.values = { ...this.values, [key]: value };
    return Promise.resolve();
  }
}

/** The sandbox operator's channels. */
class FixedChannels extends PaymentChannelRepository {
  private channels: readonly PaymentChannel[] = SANDBOX_CHANNELS;

  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  list() {
    return Promise.resolve(this.channels);
  }

  put(channel: PaymentChannel) {
    const others = this.channels.filter(
      ({ code, direction }) => code !== channel.code || direction !== channel.direction,
    );
    this.channels = [...others, channel];
    return Promise.resolve();
  }
}

class KeptAuditLog extends AuditLog {
  readonly entries: AuditEntry[] = [];

  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  record(entry: AuditEntry) {
    this.entries.push(entry);
    return Promise.resolve();
  }

  about(resourceType: string, resourceId: string, limit: number) {
    const about = this.entries.filter(
      (entry) => entry.resourceType === resourceType && entry.resourceId === resourceId,
    );
    return Promise.resolve(about.reverse().slice(0, limit));
  }
}

/** A market on a store in memory: a seller with pictures, a category, and somebody who moderates. */
export async function catalogueBench() {
  const database = new InMemoryDatabase();
  const [settings, paymentChannels] = [new FixedSettings(database), new FixedChannels(database)];
  const [auditLog, pendingPayments] = [new KeptAuditLog(database), new FakePendingPayments()];
  const unitOfWork = new InMemoryUnitOfWork(database, (store) => ({
    ...inMemoryPlatform(store),
    ...inMemoryIdentity(store),
    ...inMemoryFiles(store),
    ...inMemoryCatalogue(store),
    ...{ settings, paymentChannels, auditLog, pendingPayments },
  }));
  const { users } = inMemoryIdentity(database);
  const { uploads } = inMemoryFiles(database);
  const { categories, services } = inMemoryCatalogue(database);
  const [owner, moderator, category] = [aUser(), aUser(), aCategory()];
  const pictures = [anUpload(owner.id), anUpload(owner.id)];
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
    ...{ database, unitOfWork, users, uploads, categories, services, settings, paymentChannels },
    ...{ auditLog, pendingPayments, category, pictures, added },
    ...inMemoryCatalogueViews(database),
    clock: new FakeClock(),
    ids: new SequentialIds(),
    seller: actorOf(owner.id),
    moderator: actorOf(moderator.id, 'services:moderate'),
    stranger: actorOf('stranger'),
    actorOf,
    /** The names of the events published so far. */
    eventNames: async () => {
      const events = await database.session().all(outboxEvents);
      return events.sort((left, right) => left.position - right.position).map(({ name }) => name);
    },
  };
}
