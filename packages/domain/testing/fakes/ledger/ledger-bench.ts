import {
  defaultFeeRules,
  Money,
  SANDBOX_CHANNELS,
  treasuryMovePosting,
  type AccountRef,
  type Actor,
  type PayoutMethodState,
  type PermissionCode,
  type UserState,
  type WithdrawalRecord,
} from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { earnedMoney } from '../../factories/ledger/earned-money.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { anId } from '../../factories/unique.js';
import { FakeClock } from '../fake-clock.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { inMemoryKyc } from '../kyc/in-memory-kyc.js';
import { FakeVault } from '../platform/fake-vault.js';
import { InMemoryFloatCommitments } from '../payments/in-memory-float-commitments.js';
import { auditEntries } from '../platform/in-memory-audit-log.js';
import { publishedEventNames } from '../platform/in-memory-outbox.js';
import { inMemoryPlatform } from '../platform/in-memory-platform.js';
import { SequentialIds } from '../sequential-ids.js';
import { FakePayoutProvider, FakePayoutProviders } from './fake-payout-provider.js';
import { inMemoryLedger, inMemoryLedgerViews } from './in-memory-ledger-ports.js';

/** A seller with 50 000 XAF to withdraw, a payout method, a provider with a float, and somebody in finance. */
export async function ledgerBench() {
  const database = new InMemoryDatabase();
  const { settings, paymentChannels, feeRules } = inMemoryPlatform(database);
  const unitOfWork = new InMemoryUnitOfWork(database, (store) => ({
    ...inMemoryPlatform(store),
    ...inMemoryIdentity(store),
    ...inMemoryKyc(store),
    ...inMemoryLedger(store),
    floatCommitments: new InMemoryFloatCommitments(store),
  }));
  const ports = { ...inMemoryIdentity(database), ...inMemoryKyc(database), ...inMemoryLedger(database) };
  const views = inMemoryLedgerViews(database);
  const [clock, ids, vault, provider] = [
    new FakeClock(),
    new SequentialIds(),
    new FakeVault(),
    new FakePayoutProvider(),
  ];
  const actorOf = (userId: string, ...permissions: PermissionCode[]): Actor => ({
    userId,
    permissions: new Set(permissions),
  });

  for (const channel of SANDBOX_CHANNELS) await paymentChannels.put(channel, clock.now());
  for (const rule of defaultFeeRules(anId)) await feeRules.add(rule);

  async function aSeller(overrides: Partial<UserState> = {}, earned = 50_000n) {
    const user = aUser(overrides);
    await ports.users.add(user);
    if (earned > 0n) await earnedMoney(ports.ledger, user.id, earned);
    return actorOf(user.id);
  }

  /** A number the provider pays to. */
  async function aMethodOf({ userId }: Actor, overrides: Partial<PayoutMethodState> = {}) {
    const method = aPayoutMethod(userId, { accountEncrypted: vault.encrypt('+237670000001'), ...overrides });
    await ports.payoutMethods.add(method);
    return method;
  }

  async function fillFloat(amount: bigint) {
    const posting = treasuryMovePosting({
      moveId: anId(),
      from: 'bank',
      to: 'disbursement_float',
      provider: provider.name,
      amount: Money.of(amount, 'XAF'),
      createdBy: null,
    });
    await ports.ledger.post(posting, clock.now());
  }

  const seller = await aSeller();
  const method = await aMethodOf(seller);
  const staff = await aSeller({}, 0n);
  return {
    database,
    ...{ unitOfWork, settings, paymentChannels, feeRules, clock, ids, vault, provider },
    ...ports,
    ...views,
    providers: new FakePayoutProviders(provider),
    ...{ seller, method, actorOf, aSeller, aMethodOf, fillFloat },
    finance: actorOf(
      staff.userId,
      'withdrawals:approve',
      'withdrawals:read',
      'finance:operate',
      'ledger:read',
    ),
    /** The seller's money: available, in transit, owed. */
    money: async ({ userId }: Actor = seller) => {
      const [own] = await views.ledgerViews.ownAccounts(userId);
      return [own?.available, own?.inTransit, own?.owed];
    },
    balance: (code: 'disbursement_float' | 'payout_fee_expense' | 'withdrawal_fee_revenue') => {
      const ownerId = code === 'disbursement_float' ? provider.name : null;
      const account: AccountRef = { code, ownerId, currency: 'XAF' };
      return views.ledgerViews.accountBalance(account);
    },
    stored: async (id: string): Promise<WithdrawalRecord> => {
      const withdrawal = await ports.withdrawals.find(id);
      if (!withdrawal) throw new Error('The withdrawal was stored.');
      return withdrawal.snapshot();
    },
    auditEntries: () => auditEntries(database),
    /** The names of the events published so far. */
    eventNames: () => publishedEventNames(database),
  };
}

export type LedgerBench = Awaited<ReturnType<typeof ledgerBench>>;
