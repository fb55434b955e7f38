import { Transactional, type Within } from '../../kernel/index.js';
import type { PaymentChannel } from '../model/payment-channel.js';

/** The operators money moves through. */
export abstract class PaymentChannelRepository extends Transactional {
  /** Every channel, enabled or not, by code and direction. */
  abstract list(within?: Within): Promise<readonly PaymentChannel[]>;

  /** Writes a channel, whether or not it was there. */
  abstract put(channel: PaymentChannel, now: Date, within?: Within): Promise<void>;
}
