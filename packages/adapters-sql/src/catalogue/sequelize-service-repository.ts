import {
  AlreadyExists,
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
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';
import { CHILDREN, childrenOf, childValues, putChildren, type ServiceChildren } from './service-children.js';

const SERVICES = new Table<Omit<ServiceRecord, 'packages' | 'options' | 'requirements' | 'media'>>(
  'services',
  {
    id: 'id',
    ownerId: 'owner_id',
    categoryId: 'category_id',
    title: 'title',
    slug: 'slug',
    description: 'description',
    basicPrice: 'basic_price',
    currency: 'currency',
    deliveryDays: 'delivery_days',
    revisionsIncluded: 'revisions_included',
    tags: 'tags',
    status: 'status',
    rejectionReason: 'rejection_reason',
    publishedAt: 'published_at',
    version: 'version',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
    deletedAt: 'deleted_at',
  },
);

const PUT_CHILDREN = putChildren(SERVICES.width + 1);

const ADD: Statement = {
  name: 'services_add',
  text: `WITH written AS (${SERVICES.insert.text} RETURNING id), ${PUT_CHILDREN} SELECT FROM written`,
};

/** Writes nothing, the children included, when the version is not the expected one. */
const SAVE: Statement = {
  name: 'services_save',
  text: `WITH written AS (${SERVICES.updateWith()} RETURNING id), ${PUT_CHILDREN} SELECT FROM written`,
};

const SELECT = `SELECT ${SERVICES.columns}, ${CHILDREN} FROM services WHERE id = $1`;
const FIND: Statement = { name: 'services_find', text: `${SELECT} AND deleted_at IS NULL` };
const FIND_EVEN_ARCHIVED: Statement = { name: 'services_find_even_archived', text: SELECT };
const LOCK: Statement = {
  name: 'services_lock',
  text: 'SELECT id FROM services WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE',
};
const LOCK_EVEN_ARCHIVED: Statement = {
  name: 'services_lock_even_archived',
  text: 'SELECT id FROM services WHERE id = $1 FOR NO KEY UPDATE',
};

/** Counters change without the version: an order never collides with its seller's edits. */
const RECORD_SALE: Statement = {
  name: 'services_record_sale',
  text: `UPDATE services SET sales_count = sales_count + 1, updated_at = $2 WHERE id = $1 AND status = 'active'`,
};
const RELEASE_SALE: Statement = {
  name: 'services_release_sale',
  text: `UPDATE services SET sales_count = sales_count - 1, updated_at = $2
    WHERE id = $1 AND sales_count > completed_count`,
};
const RECORD_COMPLETION: Statement = {
  name: 'services_record_completion',
  text: `UPDATE services SET completed_count = completed_count + 1, updated_at = $2
    WHERE id = $1 AND completed_count < sales_count`,
};

const refusalsOf = ({ slug }: ServiceRecord): Refusals => ({
  services_pkey: () => new AlreadyExists('service'),
  services_slug_key: () => new ServiceSlugTaken(slug),
});

export class SequelizeServiceRepository extends ServiceRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(service: Service, within?: Within) {
    const state = service.snapshot();
    await this.store.session(within).execute(ADD, valuesOf(state), refusalsOf(state));
  }

  async save(service: Service, within?: Within) {
    const state = service.snapshot();
    const stale = () => new StaleVersion('service', state.id);
    await this.store.session(within).executeExactly(1, SAVE, valuesOf(state), stale, refusalsOf(state));
    service.saved();
  }

  async find(id: ServiceId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && serviceOf(row);
  }

  async getForUpdate(id: ServiceId, within?: Within) {
    return this.locked(LOCK, FIND, id, within);
  }

  async getEvenArchivedForUpdate(id: ServiceId, within?: Within) {
    return this.locked(LOCK_EVEN_ARCHIVED, FIND_EVEN_ARCHIVED, id, within);
  }

  recordSale(id: ServiceId, now: Date, within?: Within) {
    const refusal = () => new ServiceNotActive(id);
    return this.store.session(within).executeExactly(1, RECORD_SALE, [id, now], refusal);
  }

  releaseSale(id: ServiceId, now: Date, within?: Within) {
    const refusal = () => new SaleNotRecorded(id);
    return this.store.session(within).executeExactly(1, RELEASE_SALE, [id, now], refusal);
  }

  recordCompletion(id: ServiceId, now: Date, within?: Within) {
    const refusal = () => new SaleNotRecorded(id);
    return this.store.session(within).executeExactly(1, RECORD_COMPLETION, [id, now], refusal);
  }

  private async locked(lock: Statement, find: Statement, id: ServiceId, within?: Within) {
    const session = this.store.session(within);
    const [, row] = await Promise.all([session.rowForUpdate(lock, [id]), session.row(find, [id])]);
    if (!row) throw new ServiceNotFound(id);
    return serviceOf(row);
  }
}

function valuesOf(state: ServiceRecord) {
  return [...SERVICES.values(state), ...childValues(state)];
}

function serviceOf(row: unknown[]): Service {
  const children = row.slice(SERVICES.width) as ServiceChildren;
  return Service.rehydrate({ ...SERVICES.read(row), ...childrenOf(children) });
}
