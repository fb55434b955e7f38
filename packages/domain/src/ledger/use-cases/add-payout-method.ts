import { Money, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import {
  ChannelUnknown,
  maskMsisdn,
  normalizeMsisdn,
  openChannel,
  type PaymentChannel,
  type PaymentChannelRepository,
  type Settings,
  type Vault,
} from '../../platform/index.js';
import type { Actor } from '../../identity/index.js';
import { PayoutMethod } from '../model/payout-method.js';
import { StepUpRequired } from '../model/withdrawal-errors.js';
import type { PayoutMethodRepository } from '../ports/payout-method-repository.js';

export interface AddPayoutMethodInput {
  readonly actor: Actor;
  /** The code of a channel that pays out. */
  readonly channel: string;
  readonly msisdn: string;
  readonly holderName: string;
  /** Whether the actor proved again who they are. */
  readonly isSteppedUp: boolean;
}

/** Registers a mobile-money number for payouts. It can be used once its waiting time is over. */
export class AddPayoutMethod {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      payoutMethods: PayoutMethodRepository;
      paymentChannels: PaymentChannelRepository;
      settings: Settings;
    }>,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidMsisdn; InvalidHolderName; ChannelUnknown; ChannelUnavailable; MsisdnNotOfChannel;
   * StepUpRequired; PayoutAccountTaken
   */
  async execute({ actor, isSteppedUp, ...input }: AddPayoutMethodInput): Promise<PayoutMethod> {
    const msisdn = normalizeMsisdn(input.msisdn);
    return this.unitOfWork.run(async ({ payoutMethods, paymentChannels, settings }) => {
      if (!isSteppedUp && (await settings.get('withdrawals.require_step_up'))) throw new StepUpRequired();
      const channel = payableChannel(await paymentChannels.list(), input.channel, msisdn);
      const method = PayoutMethod.add({
        id: this.ids.generate(),
        userId: actor.userId,
        channel: channel.code,
        currency: channel.currency,
        accountEncrypted: this.vault.encrypt(msisdn),
        accountMask: maskMsisdn(msisdn),
        accountDigest: this.vault.digest(msisdn),
        holderName: input.holderName,
        cooldownHours: await settings.get('withdrawals.cooldown_hours'),
        now: this.clock.now(),
      });
      await payoutMethods.add(method);
      return method;
    });
  }
}

/** The channel, if it pays this number at all: the smallest amount it carries. */
function payableChannel(channels: readonly PaymentChannel[], code: string, msisdn: string): PaymentChannel {
  const channel = channels.find((known) => known.code === code && known.direction === 'out');
  if (!channel) throw new ChannelUnknown(code);
  const amount = Money.of(channel.min, channel.currency);
  return openChannel(channels, { code, direction: 'out', msisdn, amount });
}
