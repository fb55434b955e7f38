import {
  AlreadyExists,
  GIVEN_BACK_WITHDRAWAL_STATES,
  OPEN_WITHDRAWAL_STATES,
  Withdrawal,
  WithdrawalAlreadyOpen,
  WithdrawalNotFound,
  WithdrawalRepository,
  type Currency,
  type UserId,
  type WithdrawalId,
  type WithdrawalRecord,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { endLease, lease } from '../in-memory/in-memory-leases.js';

export const withdrawals = new InMemoryTable<WithdrawalRecord>({
  name: 'withdrawal',
  key: ({ id }) => id,
  unique: [
    { value: ({ number }) => number, violation: ({ number }) => new AlreadyExists('withdrawal', { number }) },
    { value: ({ providerKey }) => providerKey, violation: () => new AlreadyExists('withdrawal') },
    {
      value: ({ state, userId }) => (OPEN_WITHDRAWAL_STATES.includes(state) ? userId : null),
      violation: () => new WithdrawalAlreadyOpen(),
    },
  ],
  versioned: true,
});

const QUEUE = 'withdrawals';
let numbers = 0;

export class InMemoryWithdrawalRepository extends WithdrawalRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  nextNumber(now: Date) {
    numbers += 1;
    const year = String(now.getUTCFullYear()).slice(-2);
    return Promise.resolve(`2W-${year}-${String(numbers).padStart(6, '0')}`);
  }

  add(withdrawal: Withdrawal, within?: Within) {
    return this.store.session(within).insert(withdrawals, withdrawal.snapshot());
  }

  async save(withdrawal: Withdrawal, within?: Within) {
    const session = this.store.session(within);
    await session.update(withdrawals, withdrawal.snapshot());
    await endLease(session, QUEUE, withdrawal.id);
    withdrawal.saved();
  }

  async find(id: WithdrawalId, within?: Within) {
    const row = await this.store.session(within).find(withdrawals, id);
    return row && Withdrawal.rehydrate(row);
  }

  async getForUpdate(id: WithdrawalId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(withdrawals, id);
    if (!row) throw new WithdrawalNotFound({ withdrawalId: id });
    return Withdrawal.rehydrate(row);
  }

  findByProviderKey(providerKey: string, within?: Within) {
    return this.findWhere((row) => row.providerKey === providerKey, within);
  }

  findOpenOf(userId: UserId, within?: Within) {
    return this.findWhere(
      (row) => row.userId === userId && OPEN_WITHDRAWAL_STATES.includes(row.state),
      within,
    );
  }

  async takenSince(userId: UserId, currency: Currency, since: Date, within?: Within) {
    const taken = await this.store
      .session(within)
      .where(
        withdrawals,
        (row) =>
          row.userId === userId &&
          row.currency === currency &&
          row.createdAt > since &&
          !GIVEN_BACK_WITHDRAWAL_STATES.includes(row.state),
      );
    return taken.reduce((sum, { amount }) => sum + amount, 0n);
  }

  claimToSend(now: Date, limit: number) {
    return this.claim(({ nextSendAt }) => nextSendAt, now, limit);
  }

  claimToPoll(now: Date, limit: number) {
    return this.claim(({ nextPollAt }) => nextPollAt, now, limit);
  }

  private async findWhere(predicate: (row: WithdrawalRecord) => boolean, within?: Within) {
    const [row] = await this.store.session(within).where(withdrawals, predicate);
    return row ? Withdrawal.rehydrate(row) : null;
  }

  private async claim(dueAt: (row: WithdrawalRecord) => Date | null, now: Date, limit: number) {
    const session = this.store.session();
    const due = (await session.all(withdrawals))
      .map((row) => ({ id: row.id, at: dueAt(row)?.getTime() ?? Infinity }))
      .filter(({ at }) => at <= now.getTime())
      .sort((left, right) => left.at - right.at);
    return lease(
      session,
      QUEUE,
      due.map(({ id }) => id),
      now,
      limit,
    );
  }
}
