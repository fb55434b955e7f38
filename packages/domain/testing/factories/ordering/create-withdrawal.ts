import {
  after,
  AssessWithdrawal,
  CancelWithdrawal,
  ConfirmWithdrawal,
  HOUR,
  MINUTE,
  Money,
  RejectWithdrawal,
  RequestWithdrawal,
  SeedFloat,
  SendWithdrawal,
  type Actor,
  type Duration,
  type KycLimitRepository,
  type PayoutMethodRepository,
  type PermissionCode,
  type UnitOfWork,
  type User,
  type Vault,
  type Withdrawal,
  type WithdrawalRepository,
} from '@2krika/domain';
import { FakeClock } from '../../fakes/fake-clock.js';
import { FakePayoutProvider, FakePayoutProviders } from '../../fakes/ledger/fake-payout-provider.js';
import { FakeVault } from '../../fakes/platform/fake-vault.js';
import { createService } from '../catalogue/service-factory.js';
import { createUser, withPhone } from '../identity/user-factory.js';
import { createPayoutMethod } from '../ledger/payout-method-factory.js';
import { generateId, TEST_EPOCH } from '../unique.js';
import { createOrder, RandomIds, type OrderFactoryPorts } from './create-order.js';
import type { OrderStoryScope } from './order-use-cases.js';

interface WithdrawalStoryScope extends OrderStoryScope {
  readonly kycLimits: KycLimitRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly withdrawals: WithdrawalRepository;
}

/** A whole store, such as `inMemoryStorage()` or `sqlStorage(database)`. */
export interface WithdrawalFactoryPorts extends OrderFactoryPorts, WithdrawalStoryScope {
  readonly unitOfWork: UnitOfWork<WithdrawalStoryScope>;
}

export interface WithdrawalWish {
  /** What is withdrawn, in XAF. */
  readonly amount?: bigint;
  /** When its seller was paid for the first order; what follows takes its time. */
  readonly at?: Date;
}

const SENT = ['assess', 'send'] as const;
const WAYS = {
  requested: [],
  approved: ['assess'],
  /** Kept for people, being large. */
  pending_approval: ['assess'],
  rejected: ['assess', 'reject'],
  cancelled: ['assess', 'cancel'],
  processing: SENT,
  paid: [...SENT, 'pay'],
  failed: [...SENT, 'fail'],
  returned: [...SENT, 'pay', 'comeBack'],
} as const satisfies Readonly<Record<string, readonly StepName[]>>;

/** What may become of a withdrawal. */
export type WithdrawalTrait = keyof typeof WAYS;

export const WITHDRAWAL_TRAITS: readonly WithdrawalTrait[] = Object.keys(WAYS).filter(isTrait);

function isTrait(name: string): name is WithdrawalTrait {
  return Object.hasOwn(WAYS, name);
}

type StepName = keyof Steps;

const PAUSE: Duration = 2 * MINUTE;
const SMALL = 10_000n;
/** More than is approved without people. */
const LARGE = 600_000n;

/**
 * A withdrawal of a seller of its own, with everything its state asks for: the order the money was earned with, the
 * payout method, the float it is paid from, and the entries in the ledger.
 */
export async function createWithdrawal(
  ports: WithdrawalFactoryPorts,
  { as = 'requested', amount, at = TEST_EPOCH }: WithdrawalWish & { readonly as?: WithdrawalTrait } = {},
): Promise<Withdrawal> {
  const wanted = amount ?? (as === 'pending_approval' || as === 'rejected' ? LARGE : SMALL);
  const vault = ports.vault ?? new FakeVault();
  const seller = await aSellerWith(ports, wanted, at);
  const method = await createPayoutMethod({ ...ports, vault }, { userId: seller.id, usableFrom: at });
  const { clearsAt, actor } = seller;
  const clock = new FakeClock(after(clearsAt, HOUR));
  const { unitOfWork } = ports;
  await new SeedFloat(unitOfWork, clock).execute({ provider: 'sandbox' });
  const { id } = await new RequestWithdrawal(unitOfWork, vault, new RandomIds(), clock).execute({
    actor,
    payoutMethodId: method.id,
    amount: Money.of(wanted, 'XAF'),
    isSteppedUp: true,
  });
  const steps = new Steps({ ...ports, vault }, clock, actor, id);
  for (const step of WAYS[as]) {
    clock.advance(PAUSE);
    await steps[step]();
  }
  const withdrawal = await ports.withdrawals.find(id);
  if (!withdrawal) throw new Error('What the story made is not there.');
  return withdrawal;
}

/** Whoever may withdraw, and has earned that much or a little more. */
async function aSellerWith(ports: WithdrawalFactoryPorts, amount: bigint, at: Date) {
  const seller: User = await createUser(ports, { ...withPhone(), kycStatus: 'approved', kycLevel: 3 });
  // The commission of 15 % goes off; in steps of 100, which every channel can move.
  const basicPrice = (amount / 85n + 1n) * 100n;
  const service = await createService(ports, { ownerId: seller.id, basicPrice });
  const order = await createOrder(ports, { as: 'cleared', serviceId: service.id, at });
  const { clearsAt } = order.snapshot();
  if (!clearsAt) throw new Error('What a completed order earned clears on a day.');
  return { id: seller.id, actor: actorOf(seller.id), clearsAt };
}

function actorOf(userId: string, ...permissions: PermissionCode[]): Actor {
  return { userId, permissions: new Set(permissions) };
}

class Steps {
  private readonly provider = new FakePayoutProvider();
  private readonly providerRef = `ref-${generateId()}`;

  constructor(
    private readonly ports: WithdrawalFactoryPorts & { readonly vault: Vault },
    private readonly clock: FakeClock,
    private readonly seller: Actor,
    private readonly withdrawalId: string,
  ) {}

  async assess(): Promise<void> {
    await new AssessWithdrawal(this.ports.unitOfWork, this.clock).execute({
      withdrawalId: this.withdrawalId,
    });
  }

  async reject(): Promise<void> {
    const staff = await createUser(this.ports);
    await new RejectWithdrawal(this.ports.unitOfWork, this.clock).execute({
      actor: actorOf(staff.id, 'withdrawals:approve'),
      withdrawalId: this.withdrawalId,
      reason: 'Le titulaire du numéro porte un autre nom.',
    });
  }

  async cancel(): Promise<void> {
    const { withdrawalId, seller: actor } = this;
    await new CancelWithdrawal(this.ports.unitOfWork, this.clock).execute({ actor, withdrawalId });
  }

  async send(): Promise<void> {
    const { ports, clock, providers } = this;
    this.provider.outcome = { kind: 'accepted', providerRef: this.providerRef };
    await new SendWithdrawal(ports.unitOfWork, providers, ports.vault, new RandomIds(), clock).execute({
      withdrawalId: this.withdrawalId,
    });
  }

  async pay(): Promise<void> {
    this.provider.status = { kind: 'succeeded', ...(await this.payout()) };
    await this.confirm();
  }

  async fail(): Promise<void> {
    this.provider.status = { kind: 'failed', code: 'wallet_full', message: null };
    await this.confirm();
  }

  async comeBack(): Promise<void> {
    this.provider.status = { kind: 'returned', ...(await this.payout()) };
    await this.confirm();
  }

  private async confirm(): Promise<void> {
    const { unitOfWork, withdrawals } = this.ports;
    const confirm = new ConfirmWithdrawal(unitOfWork, withdrawals, this.providers, this.clock);
    await confirm.execute({ withdrawalId: this.withdrawalId });
  }

  private async payout() {
    const withdrawal = await this.ports.withdrawals.find(this.withdrawalId);
    if (!withdrawal) throw new Error('The withdrawal is gone.');
    const { amount, currency } = withdrawal.net;
    return { providerRef: this.providerRef, amount, currency, fee: null };
  }

  private get providers(): FakePayoutProviders {
    return new FakePayoutProviders(this.provider);
  }
}
