import {
  after,
  AlreadyExists,
  DAY,
  SANDBOX_CHANNELS,
  type FeeRule,
  type FeeRuleRepository,
  type PaymentChannel,
  type PaymentChannelRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH, unique } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface ReferenceDataPorts {
  readonly feeRules: FeeRuleRepository;
  readonly paymentChannels: PaymentChannelRepository;
  readonly unitOfWork: UnitOfWork<{ feeRules: FeeRuleRepository; paymentChannels: PaymentChannelRepository }>;
}

function aRule(overrides: Partial<FeeRule> = {}): FeeRule {
  return {
    id: anId(),
    component: 'commission',
    scope: 'seller',
    scopeId: anId(),
    currency: 'XAF',
    percentBps: 1_250,
    fixedAmount: 100n,
    minAmount: null,
    maxAmount: null,
    validFrom: TEST_EPOCH,
    validTo: null,
    ...overrides,
  };
}

function aChannel(overrides: Partial<PaymentChannel> = {}): PaymentChannel {
  const [channel] = SANDBOX_CHANNELS;
  if (!channel) throw new Error('There are channels.');
  return { ...channel, code: `channel_${unique()}_${anId().slice(0, 8)}`, ...overrides };
}

export function feeRuleRepositoryContract(open: Open<ReferenceDataPorts>): void {
  describe('FeeRuleRepository', () => {
    let ports: ReferenceDataPorts;

    beforeEach(async () => {
      ports = await open();
    });

    const inForce = async ({ id, currency }: FeeRule, now: Date) =>
      (await ports.feeRules.inForce(currency, now)).find((rule) => rule.id === id);

    it.each<[string, Partial<FeeRule>]>([
      ['of a seller', {}],
      [
        'of a category, with limits',
        { scope: 'category', minAmount: 50n, maxAmount: 9_007_199_254_740_991n },
      ],
      [
        'of a level, with an end',
        { scope: 'seller_level', scopeId: `level_${anId()}`, validTo: after(TEST_EPOCH, DAY) },
      ],
      ['of another component and currency', { component: 'withdrawal_fee', currency: 'XOF' }],
    ])('gives back a rule %s as it was', async (_, overrides) => {
      const rule = aRule(overrides);
      await ports.feeRules.add(rule);
      expect(await inForce(rule, TEST_EPOCH)).toEqual(rule);
    });

    it('knows a rule from its first instant to the one before its last', async () => {
      const rule = aRule({ validTo: after(TEST_EPOCH, DAY) });
      await ports.feeRules.add(rule);
      expect(await inForce(rule, after(TEST_EPOCH, -1))).toBeUndefined();
      expect(await inForce(rule, after(TEST_EPOCH, DAY - 1))).toBeDefined();
      expect(await inForce(rule, after(TEST_EPOCH, DAY))).toBeUndefined();
    });

    it('refuses a rule that holds while another of the same subject does', async () => {
      const rule = aRule({ validTo: after(TEST_EPOCH, 2 * DAY) });
      await ports.feeRules.add(rule);
      const next = { ...rule, id: anId(), validFrom: after(TEST_EPOCH, DAY), validTo: null };
      await expect(ports.feeRules.add(next)).rejects.toThrow(AlreadyExists);
      await ports.feeRules.add({ ...next, validFrom: after(TEST_EPOCH, 2 * DAY) });
      await ports.feeRules.add({ ...next, id: anId(), currency: 'XOF' });
    });

    it('gives a subject to exactly one of twenty rules', async () => {
      const rule = aRule();
      const { won, lost } = await race(20, () => ports.feeRules.add({ ...rule, id: anId() }));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof AlreadyExists)).toBe(true);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const rule = aRule();
      const work = ports.unitOfWork.run(async ({ feeRules }) => {
        await feeRules.add(rule);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await inForce(rule, TEST_EPOCH)).toBeUndefined();
    });
  });
}

export function paymentChannelRepositoryContract(open: Open<ReferenceDataPorts>): void {
  describe('PaymentChannelRepository', () => {
    let ports: ReferenceDataPorts;

    beforeEach(async () => {
      ports = await open();
    });

    const stored = async ({ code }: PaymentChannel) =>
      (await ports.paymentChannels.list()).filter((channel) => channel.code === code);

    it.each<[string, Partial<PaymentChannel>]>([
      ['collects', { min: 5n, max: 9_007_199_254_740_991n, step: 25n }],
      [
        'pays out in another currency',
        { direction: 'out', currency: 'XOF', country: 'SN', provider: 'other' },
      ],
      ['is switched off and down', { isEnabled: false, health: 'down', msisdnPrefixes: [] }],
    ])('gives back a channel that %s as it was', async (_, overrides) => {
      const channel = aChannel(overrides);
      await ports.paymentChannels.put(channel, TEST_EPOCH);
      expect(await stored(channel)).toEqual([channel]);
    });

    it('keeps both directions of a code apart, and replaces what is put again', async () => {
      const channel = aChannel();
      const out = { ...channel, direction: 'out' as const };
      await ports.paymentChannels.put(out, TEST_EPOCH);
      await ports.paymentChannels.put(channel, TEST_EPOCH);
      const degraded = { ...channel, health: 'degraded' as const };
      await ports.paymentChannels.put(degraded, TEST_EPOCH);
      expect(await stored(channel)).toEqual([degraded, out]);
    });

    it('holds one channel when twenty put it at once', async () => {
      const channel = aChannel();
      const { lost } = await race(20, () => ports.paymentChannels.put(channel, TEST_EPOCH));
      expect(lost).toEqual([]);
      expect(await stored(channel)).toHaveLength(1);
    });
  });
}
