import {
  WithdrawalViews,
  type ListRequest,
  type PayoutMethodState,
  type PayoutMethodView,
  type StaffWithdrawalView,
  type UserId,
  type WithdrawalId,
  type WithdrawalRecord,
  type WithdrawalState,
  type WithdrawalView,
} from '@2krika/domain';
import { users } from '../identity/in-memory-user-repository.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { payoutMethods } from './in-memory-payout-method-repository.js';
import { withdrawals } from './in-memory-withdrawal-repository.js';
import { byCreation, listOf } from '../in-memory/list-of.js';

export class InMemoryWithdrawalViews extends WithdrawalViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listPayoutMethods<Request extends ListRequest>(userId: UserId, request: Request) {
    const own = await this.store
      .session()
      .where(payoutMethods, (row) => row.userId === userId && row.deletedAt === null);
    return listOf(own, request, { positionOf: byCreation, viewOf: payoutMethodView, isOldestFirst: true });
  }

  async listOwn<Request extends ListRequest>(userId: UserId, request: Request) {
    const own = await this.store.session().where(withdrawals, (row) => row.userId === userId);
    return listOf(own, request, { positionOf: byCreation, viewOf: (row) => this.viewOf(row) });
  }

  async findOwn(userId: UserId, id: WithdrawalId) {
    const row = await this.store.session().find(withdrawals, id);
    return row?.userId === userId ? this.viewOf(row) : null;
  }

  async listForStaff<Request extends ListRequest>(state: WithdrawalState | null, request: Request) {
    const all = await this.store.session().where(withdrawals, (row) => state === null || row.state === state);
    const viewOf = (row: WithdrawalRecord) => this.staffViewOf(row);
    return listOf(all, request, { positionOf: byCreation, viewOf, isOldestFirst: true });
  }

  private async viewOf(row: WithdrawalRecord): Promise<WithdrawalView> {
    const { id, number, state, amount, feeAmount, currency, payoutMethodId, channel } = row;
    const { rejectionReason, failureCode, createdAt, paidAt, returnedAt, version } = row;
    const method = await this.store.session().find(payoutMethods, payoutMethodId);
    if (!method) throw new Error('A withdrawal has a payout method.');
    return {
      id,
      ...{ number, state, amount, feeAmount, currency, payoutMethodId, channel },
      accountMask: method.accountMask,
      ...{ rejectionReason, failureCode, createdAt, paidAt, returnedAt, version },
    };
  }

  private async staffViewOf(row: WithdrawalRecord): Promise<StaffWithdrawalView> {
    const { userId, riskFlags, decidedBy, provider, nextSendAt, nextPollAt, attempts } = row;
    const user = await this.store.session().find(users, userId);
    if (!user) throw new Error('A withdrawal has an owner.');
    return {
      ...(await this.viewOf(row)),
      ...{ userId, riskFlags, decidedBy, provider, nextSendAt, nextPollAt },
      username: user.username,
      providerRef: attempts.at(-1)?.providerRef ?? null,
    };
  }
}

function payoutMethodView(method: PayoutMethodState): PayoutMethodView {
  const { id, kind, channel, currency, accountMask, holderName, usableFrom, flaggedAt, createdAt } = method;
  return { id, kind, channel, currency, accountMask, holderName, usableFrom, flaggedAt, createdAt };
}
