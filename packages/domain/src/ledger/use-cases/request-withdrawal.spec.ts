import { race } from '../../../testing/concurrency.js';
import { aKycLimit } from '../../../testing/factories/kyc/identity-factory.js';
import { ledgerBench, type LedgerBench } from '../../../testing/fakes/ledger/ledger-bench.js';
import { after, DAY, HOUR, Money } from '../../kernel/index.js';
import { UserNotFound } from '../../identity/index.js';
import { AmountNotChargeable, ChannelUnknown } from '../../platform/index.js';
import { InsufficientBalance } from '../model/ledger-errors.js';
import { PayoutMethodCoolingDown, PayoutMethodNotFound } from '../model/payout-method-errors.js';
import {
  KycLevelTooLow,
  KycLimitExceeded,
  PhoneNotVerified,
  StepUpRequired,
  WithdrawalAlreadyOpen,
  WithdrawalsHeld,
} from '../model/withdrawal-errors.js';
import type { WithdrawalState } from '../model/withdrawal-process.js';
import { Withdrawal } from '../model/withdrawal.js';
import { RequestWithdrawal, type RequestWithdrawalInput } from './request-withdrawal.js';

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

describe('RequestWithdrawal', () => {
  let bench: LedgerBench;

  beforeEach(async () => {
    bench = await ledgerBench();
  });

  const request = (changes: Partial<RequestWithdrawalInput> = {}) =>
    new RequestWithdrawal(bench.unitOfWork, bench.vault, bench.ids, bench.clock).execute({
      actor: bench.seller,
      payoutMethodId: bench.method.id,
      amount: xaf(20_000n),
      isSteppedUp: false,
      ...changes,
    });

  it('sets the money apart and announces it', async () => {
    const withdrawal = await request();
    expect(await bench.stored(withdrawal.id)).toMatchObject({
      number: expect.stringMatching(/^2W-26-\d{6}$/) as string,
      state: 'requested',
      amount: 20_000n,
      feeAmount: 0n,
      currency: 'XAF',
      provider: 'sandbox',
      channel: 'mtn_cm',
    });
    expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
    expect(await bench.eventNames()).toEqual(['withdrawal.requested']);
  });

  it('keeps the fee of the rule in force', async () => {
    const [rule] = await bench.feeRules.inForce('XAF', bench.clock.now());
    if (!rule) throw new Error('There are default rules.');
    await bench.feeRules.add({
      ...rule,
      id: bench.ids.generate(),
      component: 'withdrawal_fee',
      scope: 'seller',
      scopeId: bench.seller.userId,
      percentBps: 100,
    });
    expect((await request()).snapshot().feeAmount).toBe(200n);
  });

  it.each<[string, Partial<RequestWithdrawalInput>, new (...facts: never[]) => Error]>([
    ['more than is available', { amount: xaf(50_005n) }, InsufficientBalance],
    ['less than the channel carries', { amount: xaf(95n) }, AmountNotChargeable],
    ['an amount between two steps', { amount: xaf(20_001n) }, AmountNotChargeable],
    ['another currency than the method', { amount: Money.of(20_000n, 'XOF') }, ChannelUnknown],
    ['an unknown method', { payoutMethodId: 'nothing' }, PayoutMethodNotFound],
  ])('refuses %s, and moves nothing', async (_, changes, refusal) => {
    await expect(request(changes)).rejects.toThrow(refusal);
    expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
    expect(await bench.eventNames()).toEqual([]);
    expect(await bench.withdrawals.findOpenOf(bench.seller.userId)).toBeNull();
  });

  it("refuses somebody else's payout method, and one that is too new", async () => {
    const stranger = await bench.aSeller();
    await expect(request({ actor: stranger })).rejects.toThrow(PayoutMethodNotFound);
    const young = await bench.aMethodOf(bench.seller, { usableFrom: after(bench.clock.now(), HOUR) });
    await expect(request({ payoutMethodId: young.id })).rejects.toThrow(PayoutMethodCoolingDown);
    bench.clock.advance(HOUR);
    await expect(request({ payoutMethodId: young.id })).resolves.toBeDefined();
  });

  it('refuses an account that is suspended, or gone', async () => {
    const suspended = await bench.aSeller({ suspendedAt: bench.clock.now() });
    const { id: payoutMethodId } = await bench.aMethodOf(suspended);
    await expect(request({ actor: suspended, payoutMethodId })).rejects.toThrow(WithdrawalsHeld);
    await expect(request({ actor: bench.actorOf('nobody') })).rejects.toThrow(UserNotFound);
  });

  it('asks for an identity level, a verified phone and a fresh proof only where the settings say so', async () => {
    await bench.settings.set('withdrawals.required_kyc_level', 2, bench.clock.now());
    await expect(request()).rejects.toThrow(KycLevelTooLow);
    await bench.settings.set('withdrawals.required_kyc_level', 0, bench.clock.now());
    await bench.settings.set('withdrawals.require_verified_phone', true, bench.clock.now());
    await expect(request()).rejects.toThrow(PhoneNotVerified);
    await bench.settings.set('withdrawals.require_step_up', true, bench.clock.now());
    const verified = await bench.aSeller({
      kycLevel: 2,
      phone: '+237670000009',
      phoneVerifiedAt: bench.clock.now(),
    });
    const { id: payoutMethodId } = await bench.aMethodOf(verified);
    await expect(request({ actor: verified, payoutMethodId })).rejects.toThrow(StepUpRequired);
    await bench.settings.set('withdrawals.required_kyc_level', 2, bench.clock.now());
    await expect(request({ actor: verified, payoutMethodId, isSteppedUp: true })).resolves.toBeDefined();
  });

  it('keeps to what the level of its owner lets them take', async () => {
    const { withdrawals, kycLimits, clock } = bench;
    await kycLimits.add(aKycLimit({ perWithdrawal: 15_000n, perDay: 25_000n, perMonth: 30_000n }));
    const refuse = async (amount: bigint, period: string) => {
      const refusal = { code: 'withdrawal.kyc_limit_exceeded', details: { period, currency: 'XAF' } };
      await expect(request({ amount: xaf(amount) })).rejects.toMatchObject(refusal);
    };
    const take = async (amount: bigint, state: WithdrawalState) => {
      const withdrawal = await request({ amount: xaf(amount) });
      await withdrawals.save(Withdrawal.rehydrate({ ...withdrawal.snapshot(), state }));
    };
    await refuse(15_005n, 'withdrawal');
    expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
    await take(15_000n, 'paid');
    await refuse(10_005n, 'day');
    await take(10_000n, 'paid');
    clock.advance(DAY);
    await refuse(5_005n, 'month');
    await take(5_000n, 'cancelled');
    await take(5_000n, 'paid');
    clock.advance(29 * DAY);
    await expect(request({ amount: xaf(15_000n) })).resolves.toBeDefined();
  });

  it('lets somebody take anything where nobody set a limit for their level', async () => {
    await bench.kycLimits.add(aKycLimit({ perWithdrawal: 100n }));
    const identified = await bench.aSeller({ kycLevel: 2 });
    const { id: payoutMethodId } = await bench.aMethodOf(identified);
    await expect(request({ actor: identified, payoutMethodId })).resolves.toBeDefined();
    await expect(request()).rejects.toThrow(KycLimitExceeded);
  });

  it('refuses a second withdrawal while the first is open', async () => {
    await request();
    await expect(request()).rejects.toThrow(WithdrawalAlreadyOpen);
    expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
  });

  it('opens one of fifty asked for at once', async () => {
    const { won, lost } = await race(50, () => request());
    expect(won).toHaveLength(1);
    for (const error of lost) expect(error).toBeInstanceOf(WithdrawalAlreadyOpen);
    expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
  });
});
