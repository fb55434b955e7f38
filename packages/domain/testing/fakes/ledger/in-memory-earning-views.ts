import {
  EarningViews,
  earningStateOf,
  type EarningRecord,
  type EarningView,
  type ListRequest,
  type UserId,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { earnings } from './in-memory-earning-repository.js';
import { byCreation, listOf } from '../in-memory/list-of.js';

export class InMemoryEarningViews extends EarningViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listOwn<Request extends ListRequest>(sellerId: UserId, request: Request) {
    const own = await this.store.session().where(earnings, (row) => row.sellerId === sellerId);
    return listOf(own, request, { positionOf: byCreation, viewOf });
  }
}

function viewOf(record: EarningRecord): EarningView {
  const { id, orderId, currency, grossAmount, commissionAmount, netAmount, reversedAmount } = record;
  const { clearsAt, createdAt } = record;
  return {
    id,
    ...{ orderId, currency, grossAmount, commissionAmount, netAmount, reversedAmount },
    state: earningStateOf(record),
    ...{ clearsAt, createdAt },
  };
}
