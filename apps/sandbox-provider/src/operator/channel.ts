import { Refusal } from './refusal.js';

export const CURRENCIES = ['XAF', 'XOF'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** From the operator's view of a merchant: `in` collects from a customer, `out` pays to one. */
export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One wallet brand in one country, in one direction. Amounts are whole francs. */
export interface Channel {
  readonly code: string;
  readonly country: string;
  readonly currency: Currency;
  readonly direction: Direction;
  readonly min: number;
  readonly max: number;
  /** An amount is a multiple of it: 5 francs is the smallest coin. */
  readonly step: number;
  /** How a number of this wallet begins, country code included. */
  readonly prefixes: readonly string[];
  /** How many digits such a number has, country code included. */
  readonly digits: number;
}

const CAMEROON = { country: 'CM', currency: 'XAF', min: 100, max: 1_000_000, step: 5, digits: 12 } as const;
const IVORY_COAST = {
  country: 'CI',
  currency: 'XOF',
  min: 100,
  max: 2_000_000,
  step: 5,
  digits: 13,
} as const;
const SENEGAL = { country: 'SN', currency: 'XOF', min: 100, max: 2_000_000, step: 5, digits: 12 } as const;

const WALLETS: readonly Omit<Channel, 'direction'>[] = [
  {
    ...CAMEROON,
    code: 'mtn_cm',
    prefixes: ['23767', '23768', '237650', '237651', '237652', '237653', '237654'],
  },
  {
    ...CAMEROON,
    code: 'orange_cm',
    prefixes: ['23769', '237655', '237656', '237657', '237658', '237659'],
  },
  { ...IVORY_COAST, code: 'mtn_ci', prefixes: ['22505'] },
  { ...IVORY_COAST, code: 'orange_ci', prefixes: ['22507'] },
  { ...IVORY_COAST, code: 'moov_ci', prefixes: ['22501'] },
  { ...IVORY_COAST, code: 'wave_ci', prefixes: ['22501', '22505', '22507'] },
  { ...SENEGAL, code: 'orange_sn', prefixes: ['22177', '22178'] },
  { ...SENEGAL, code: 'wave_sn', prefixes: ['22170', '22175', '22176', '22177', '22178'] },
];

export const CHANNELS: readonly Channel[] = WALLETS.flatMap((wallet) =>
  DIRECTIONS.map((direction) => ({ ...wallet, direction })),
);

/** What a channel carries: an amount to or from a number. */
export interface Transfer {
  readonly channel: string;
  readonly amount: number;
  readonly currency: Currency;
  /** E.164 without the plus. */
  readonly msisdn: string;
}

/** @throws Refusal channel_unknown, currency_not_of_channel, msisdn_not_of_channel, or as `assertChargeable` */
export function assertCarried(
  { channel: code, amount, currency, msisdn }: Transfer,
  direction: Direction,
): void {
  const channel = channelOf(code, direction);
  if (channel.currency !== currency) {
    throw new Refusal('rejected', 'currency_not_of_channel', `${code} carries ${channel.currency} only.`);
  }
  if (msisdn.length !== channel.digits || !channel.prefixes.some((prefix) => msisdn.startsWith(prefix))) {
    throw new Refusal('rejected', 'msisdn_not_of_channel', `This is not a number of ${code}.`);
  }
  if (amount < channel.min || amount > channel.max) {
    throw new Refusal(
      'rejected',
      'amount_out_of_range',
      `${code} carries ${channel.min} to ${channel.max} ${channel.currency}.`,
    );
  }
  assertChargeable(channel, amount);
}

/**
 * A refund is bound by the step of the channel it goes back through, not by its bounds.
 * @throws Refusal amount_not_chargeable
 */
export function assertChargeable(channel: Channel, amount: number): void {
  if (amount % channel.step !== 0) {
    throw new Refusal(
      'rejected',
      'amount_not_chargeable',
      `An amount on ${channel.code} is a multiple of ${channel.step}.`,
    );
  }
}

/** @throws Refusal channel_unknown */
export function channelOf(code: string, direction: Direction): Channel {
  const channel = CHANNELS.find((known) => known.code === code && known.direction === direction);
  if (channel === undefined) {
    throw new Refusal(
      'rejected',
      'channel_unknown',
      `There is no channel ${code} in direction ${direction}.`,
    );
  }
  return channel;
}
