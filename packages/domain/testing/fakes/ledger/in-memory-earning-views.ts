import {
  EarningViews,
  earningStateOf,
  offset,
  pageOf,
  type EarningRecord,
  type EarningView,
  type PageRequest,
  type UserId,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { earnings } from './in-memory-earning-repository.js';
import { newestFirst } from '../in-memory/newest-first.js';

export class InMemoryEarningViews extends EarningViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listOwn(sellerId: UserId, page: PageRequest) {
    const own = await this.store.session().where(earnings, (row) => row.sellerId === sellerId);
    const results = own.sort(newestFirst).slice(offset(page), offset(page) + page.limit);
    return pageOf(results.map(viewOf), own.length, page);
  }
}

function viewOf(record: EarningRecord): EarningView {
  const { id, orderId, currency, grossAmount, commissionAmount, netAmount, reversedAmount } = record;
  const { clearsAt, createdAt } = record;
  return {
    ...{ id, orderId, currency, grossAmount, commissionAmount, netAmount, reversedAmount },
    state: earningStateOf(record),
    ...{ clearsAt, createdAt },
  };
}
