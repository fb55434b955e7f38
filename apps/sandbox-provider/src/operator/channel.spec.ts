import { assertCarried, CHANNELS, type Transfer } from './channel.js';

const TRANSFER: Transfer = { channel: 'mtn_cm', amount: 10_000, currency: 'XAF', msisdn: '237670000001' };

/** What is thrown for the transfer, or null when it is carried. */
function refusalOf(changes: Partial<Transfer>): unknown {
  try {
    assertCarried({ ...TRANSFER, ...changes }, 'in');
    return null;
  } catch (error) {
    return error;
  }
}

describe('a channel', () => {
  it.each([
    {},
    { amount: 100 },
    { amount: 1_000_000 },
    { channel: 'orange_cm', msisdn: '237690000001' },
    { channel: 'wave_ci', currency: 'XOF', msisdn: '2250700000001' },
    { channel: 'orange_sn', currency: 'XOF', msisdn: '221770000001' },
  ] as const)('carries %j', (changes) => {
    expect(refusalOf(changes)).toBeNull();
  });

  it.each([
    [{ channel: 'mtn_xx' }, 'channel_unknown'],
    [{ currency: 'XOF' }, 'currency_not_of_channel'],
    [{ msisdn: '237690000001' }, 'msisdn_not_of_channel'],
    [{ msisdn: '23767000000' }, 'msisdn_not_of_channel'],
    [{ msisdn: '2376700000011' }, 'msisdn_not_of_channel'],
    [{ amount: 95 }, 'amount_out_of_range'],
    [{ amount: 1_000_005 }, 'amount_out_of_range'],
    [{ amount: 10_001 }, 'amount_not_chargeable'],
  ] as const)('refuses %j as %s', (changes, code) => {
    expect(refusalOf(changes)).toMatchObject({ kind: 'rejected', code });
  });

  it('exists once in each direction', () => {
    const keys = CHANNELS.map(({ code, direction }) => `${code} ${direction}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(['mtn_cm in', 'mtn_cm out', 'wave_ci in', 'wave_ci out']));
  });
});
