import {
  SaleNotRecorded,
  Service,
  ServiceNotActive,
  ServiceNotFound,
  ServiceRepository,
  ServiceSlugTaken,
  StaleVersion,
  type ServiceId,
  type ServiceRecord,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export interface ServiceRow extends ServiceRecord {
  readonly salesCount: number;
  readonly completedCount: number;
}

export const services = new InMemoryTable<ServiceRow>({
  name: 'service',
  key: (service) => service.id,
  unique: [
    {
      value: ({ deletedAt, ownerId, slug }) => (deletedAt === null ? [ownerId, slug] : null),
      violation: ({ slug }) => new ServiceSlugTaken(slug),
    },
  ],
});

export class InMemoryServiceRepository extends ServiceRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(service: Service, within?: Within) {
    const row = { ...service.snapshot(), salesCount: 0, completedCount: 0 };
    return this.store.session(within).insert(services, row);
  }

  async save(service: Service, within?: Within) {
    const record = service.snapshot();
    const saved = await this.store
      .session(within)
      .change(services, record.id, (row) =>
        row.version === record.version ? { ...row, ...record, version: row.version + 1 } : null,
      );
    if (!saved) throw new StaleVersion('service', record.id);
    service.saved();
  }

  async find(id: ServiceId, within?: Within) {
    return rehydrated(await this.store.session(within).find(services, id));
  }

  async getForUpdate(id: ServiceId, within?: Within) {
    const service = rehydrated(await this.store.session(within).findForUpdate(services, id));
    if (!service) throw new ServiceNotFound(id);
    return service;
  }

  async getEvenArchivedForUpdate(id: ServiceId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(services, id);
    if (!row) throw new ServiceNotFound(id);
    return Service.rehydrate(recordOf(row));
  }

  async recordSale(id: ServiceId, now: Date, within?: Within) {
    const sold = await this.count(id, within, (row) =>
      row.status === 'active' ? { ...row, salesCount: row.salesCount + 1, updatedAt: now } : null,
    );
    if (!sold) throw new ServiceNotActive(id);
  }

  async releaseSale(id: ServiceId, now: Date, within?: Within) {
    const released = await this.count(id, within, (row) =>
      row.salesCount > row.completedCount ? { ...row, salesCount: row.salesCount - 1, updatedAt: now } : null,
    );
    if (!released) throw new SaleNotRecorded(id);
  }

  async recordCompletion(id: ServiceId, now: Date, within?: Within) {
    const completed = await this.count(id, within, (row) =>
      row.completedCount < row.salesCount
        ? { ...row, completedCount: row.completedCount + 1, updatedAt: now }
        : null,
    );
    if (!completed) throw new SaleNotRecorded(id);
  }

  private count(id: ServiceId, within: Within | undefined, change: (row: ServiceRow) => ServiceRow | null) {
    return this.store.session(within).change(services, id, change);
  }
}

function rehydrated(row: ServiceRow | null): Service | null {
  return row?.deletedAt === null ? Service.rehydrate(recordOf(row)) : null;
}

function recordOf({ salesCount: _sales, completedCount: _completed, ...record }: ServiceRow): ServiceRecord {
  return record;
}
