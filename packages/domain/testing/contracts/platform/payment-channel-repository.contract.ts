import type { PaymentChannel, PaymentChannelRepository, UnitOfWork } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aPaymentChannel } from '../../factories/platform/payment-channel-factory.js';
import { TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface PaymentChannelRepositoryPorts {
  readonly paymentChannels: PaymentChannelRepository;
  readonly unitOfWork: UnitOfWork<{ paymentChannels: PaymentChannelRepository }>;
}

const EVERY_STATE: Readonly<Record<string, Partial<PaymentChannel>>> = {
  'open for payments': { msisdnPrefixes: ['23767', '23768'] },
  'open for payouts': { direction: 'out', step: 1n, min: 1n },
  degraded: { provider: 'campay', health: 'degraded', country: 'CI', currency: 'XOF' },
  down: { health: 'down', max: 9_007_199_254_740_991n },
  'switched off': { isEnabled: false, msisdnPrefixes: [] },
};

const STATES = Object.keys(EVERY_STATE);

export function paymentChannelRepositoryContract(open: Open<PaymentChannelRepositoryPorts>): void {
  describe('PaymentChannelRepository', () => {
    let ports: PaymentChannelRepositoryPorts;

    beforeEach(async () => {
      ports = await open();
    });

    const put = (channel: PaymentChannel) => ports.paymentChannels.put(channel, TEST_EPOCH);
    const stored = async ({ code }: PaymentChannel) =>
      (await ports.paymentChannels.list()).filter((channel) => channel.code === code);

    it.each(STATES)('gives back a channel that is %s as it was', async (state) => {
      const channel = aPaymentChannel(EVERY_STATE[state]);
      await put(channel);
      expect(await stored(channel)).toEqual([channel]);
    });

    it.each(STATES)('replaces a channel by one that is %s', async (state) => {
      const channel = aPaymentChannel({ direction: EVERY_STATE[state]?.direction ?? 'in' });
      await put({ ...channel, provider: 'another', min: 7n, max: 77n, msisdnPrefixes: ['1'] });
      const changed = { ...channel, ...EVERY_STATE[state] };
      await put(changed);
      expect(await stored(channel)).toEqual([changed]);
    });

    it('lists both directions of a channel, by code and direction', async () => {
      const [first, second] = [aPaymentChannel(), aPaymentChannel()];
      const all = [first, { ...first, direction: 'out' as const }, second];
      for (const channel of [...all].reverse()) await put(channel);
      const listed = await ports.paymentChannels.list();
      expect(listed.filter(({ code }) => code === first.code || code === second.code)).toEqual(all);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const [known, unknown] = [aPaymentChannel(), aPaymentChannel()];
      await put(known);
      const work = ports.unitOfWork.run(async ({ paymentChannels }) => {
        await paymentChannels.put({ ...known, isEnabled: false }, TEST_EPOCH);
        await paymentChannels.put(unknown, TEST_EPOCH);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(known)).toEqual([known]);
      expect(await stored(unknown)).toEqual([]);
    });

    it('keeps one of twenty that are put at once', async () => {
      const channel = aPaymentChannel();
      const { lost } = await race(20, (racer) => put({ ...channel, min: BigInt(racer + 1) }));
      expect(lost).toEqual([]);
      expect(await stored(channel)).toHaveLength(1);
    });
  });
}
