import {
  AuditLog,
  defaultFeeRules,
  FeeRuleRepository,
  Money,
  PaymentChannelRepository,
  SANDBOX_CHANNELS,
  SETTING_DEFAULTS,
  Settings,
  treasuryMovePosting,
  type AccountRef,
  type Actor,
  type AuditEntry,
  type FeeRule,
  type PayoutMethodState,
  type PermissionCode,
  type SettingKey,
  type SettingValues,
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
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { FakeVault } from '../platform/fake-vault.js';
import { outboxEvents } from '../platform/in-memory-outbox.js';
import { inMemoryPlatform } from '../platform/in-memory-platform.js';
import { SequentialIds } from '../sequential-ids.js';
import { FakePayoutProvider, FakePayoutProviders } from './fake-payout-provider.js';
import { inMemoryLedger, inMemoryLedgerViews } from './in-memory-ledger-ports.js';

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
  private channels = SANDBOX_CHANNELS;

  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  list() {
    return Promise.resolve(this.channels);
  }

  put(channel: (typeof SANDBOX_CHANNELS)[number]) {
    const isOther = ({ code, direction }: typeof channel) =>
      code !== channel.code || direction !== channel.direction;
    this.channels = [...this.channels.filter(isOther), channel];
    return Promise.resolve();
  }
}

/** The default rates; a rule added later comes before them. */
class FixedFeeRules extends FeeRuleRepository {
  private rules = defaultFeeRules(anId);

  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  inForce() {
    return Promise.resolve(this.rules);
  }

  add(rule: FeeRule) {
    this.rules = [rule, ...this.rules];
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

  about() {
    return Promise.resolve(this.entries);
  }
}

/** A seller with 50 000 XAF to withdraw, a payout method, a provider with a float, and somebody in finance. */
export async function ledgerBench() {
  const database = new InMemoryDatabase();
  const settings = new FixedSettings(database);
  const paymentChannels = new FixedChannels(database);
  const feeRules = new FixedFeeRules(database);
  const auditLog = new KeptAuditLog(database);
  const unitOfWork = new InMemoryUnitOfWork(database, (store) => ({
    ...inMemoryPlatform(store),
    ...inMemoryIdentity(store),
    ...inMemoryLedger(store),
    ...{ settings, paymentChannels, feeRules, auditLog },
  }));
  const ports = { ...inMemoryIdentity(database), ...inMemoryLedger(database) };
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
    ...{ database, unitOfWork, settings, paymentChannels, feeRules, auditLog, clock, ids, vault, provider },
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
    /** The names of the events published so far. */
    eventNames: async () => {
      const events = await database.session().all(outboxEvents);
      return events.sort((left, right) => left.position - right.position).map(({ name }) => name);
    },
  };
}

export type LedgerBench = Awaited<ReturnType<typeof ledgerBench>>;
