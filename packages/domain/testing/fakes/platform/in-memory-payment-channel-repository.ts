import { PaymentChannelRepository, type PaymentChannel, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

const keyOf = ({ code, direction }: PaymentChannel) => [code, direction];

const paymentChannels = new InMemoryTable<PaymentChannel>({ name: 'payment-channel', key: keyOf });

export class InMemoryPaymentChannelRepository extends PaymentChannelRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async list(within?: Within) {
    const channels = await this.store.session(within).all(paymentChannels);
    return channels.sort((left, right) => (String(keyOf(left)) < String(keyOf(right)) ? -1 : 1));
  }

  async put(channel: PaymentChannel, _now: Date, within?: Within) {
    const session = this.store.session(within);
    if (await session.insertIfAbsent(paymentChannels, channel)) return;
    await session.change(paymentChannels, keyOf(channel), () => channel);
  }
}
