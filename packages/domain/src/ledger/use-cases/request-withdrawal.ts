import type { Clock, IdGenerator, Money, UnitOfWork } from '../../kernel/index.js';
import {
  openChannel,
  type FeeRuleRepository,
  type Outbox,
  type PaymentChannelRepository,
  type Settings,
  type Vault,
} from '../../platform/index.js';
import { UserNotFound, type Actor, type User, type UserRepository } from '../../identity/index.js';
import type { KycLimitRepository } from '../../kyc/index.js';
import type { PayoutMethodId } from '../model/payout-method.js';
import { PayoutMethodNotFound } from '../model/payout-method-errors.js';
import { Withdrawal } from '../model/withdrawal.js';
import {
  KycLevelTooLow,
  PhoneNotVerified,
  StepUpRequired,
  WithdrawalsHeld,
} from '../model/withdrawal-errors.js';
import { withdrawalFee } from '../model/withdrawal-fee.js';
import type { Ledger } from '../ports/ledger.js';
import type { PayoutMethodRepository } from '../ports/payout-method-repository.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';
import { assertWithinLimits } from './assert-within-limits.js';

export interface RequestWithdrawalInput {
  readonly actor: Actor;
  readonly payoutMethodId: PayoutMethodId;
  readonly amount: Money;
  /** Whether the actor proved again who they are. */
  readonly isSteppedUp: boolean;
}

/** Sets money of a seller apart, to be sent to one of their payout methods. */
export class RequestWithdrawal {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      users: UserRepository;
      settings: Settings;
      paymentChannels: PaymentChannelRepository;
      feeRules: FeeRuleRepository;
      payoutMethods: PayoutMethodRepository;
      withdrawals: WithdrawalRepository;
      kycLimits: KycLimitRepository;
      ledger: Ledger;
      outbox: Outbox;
    }>,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws WithdrawalsHeld; KycLevelTooLow; PhoneNotVerified; StepUpRequired; PayoutMethodNotFound;
   * PayoutMethodFlagged; PayoutMethodCoolingDown; ChannelUnknown; ChannelUnavailable; AmountNotChargeable;
   * FeeRuleMissing; WithdrawalAlreadyOpen; KycLimitExceeded; InsufficientBalance
   */
  async execute({ actor, payoutMethodId, amount, isSteppedUp }: RequestWithdrawalInput): Promise<Withdrawal> {
    return this.unitOfWork.run(async (scope) => {
      const now = this.clock.now();
      const user = await scope.users.find(actor.userId);
      if (!user) throw new UserNotFound(actor.userId);
      await assertMayWithdraw(user, isSteppedUp, scope.settings);
      const method = await scope.payoutMethods.findOwnForUpdate(payoutMethodId, actor.userId);
      if (!method) throw new PayoutMethodNotFound(payoutMethodId);
      method.assertUsable(now);
      const { channel: code, accountEncrypted } = method.snapshot();
      const channels = await scope.paymentChannels.list();
      const msisdn = this.vault.decrypt(accountEncrypted);
      const channel = openChannel(channels, { code, direction: 'out', msisdn, amount });
      const rules = await scope.feeRules.inForce(amount.currency, now);
      const { id: sellerId, sellerLevel } = user.snapshot();
      const withdrawal = Withdrawal.request({
        id: this.ids.generate(),
        number: await scope.withdrawals.nextNumber(now),
        userId: sellerId,
        payoutMethodId,
        amount,
        fee: withdrawalFee({ amount, sellerId, sellerLevel, channel, channels, rules, now }),
        provider: channel.provider,
        channel: channel.code,
        providerKey: this.ids.generate(),
        now,
      });
      await scope.withdrawals.add(withdrawal);
      await assertWithinLimits(scope, user, amount, now);
      await scope.ledger.post(withdrawal.requestPosting, now);
      await scope.outbox.publish(withdrawal.pullEvents());
      return withdrawal;
    });
  }
}

async function assertMayWithdraw(user: User, isSteppedUp: boolean, settings: Settings): Promise<void> {
  if (user.status !== 'active') throw new WithdrawalsHeld();
  const { kycLevel, phoneVerifiedAt } = user.snapshot();
  const requiredLevel = await settings.get('withdrawals.required_kyc_level');
  if (kycLevel < requiredLevel) throw new KycLevelTooLow(requiredLevel, kycLevel);
  if (phoneVerifiedAt === null && (await settings.get('withdrawals.require_verified_phone'))) {
    throw new PhoneNotVerified();
  }
  if (!isSteppedUp && (await settings.get('withdrawals.require_step_up'))) throw new StepUpRequired();
}
