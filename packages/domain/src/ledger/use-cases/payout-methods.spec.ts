import { aWithdrawal } from '../../../testing/factories/ledger/withdrawal-factory.js';
import { ledgerBench, type LedgerBench } from '../../../testing/fakes/ledger/ledger-bench.js';
import { after, HOUR } from '../../kernel/index.js';
import { ChannelUnknown, InvalidMsisdn, MsisdnNotOfChannel } from '../../platform/index.js';
import {
  InvalidHolderName,
  PayoutAccountTaken,
  PayoutMethodInUse,
  PayoutMethodNotFound,
} from '../model/payout-method-errors.js';
import { StepUpRequired } from '../model/withdrawal-errors.js';
import { AddPayoutMethod, type AddPayoutMethodInput } from './add-payout-method.js';
import { ListPayoutMethods } from './list-payout-methods.js';
import { RemovePayoutMethod } from './remove-payout-method.js';

describe('payout methods', () => {
  let bench: LedgerBench;
  let input: AddPayoutMethodInput;

  beforeEach(async () => {
    bench = await ledgerBench();
    input = {
      actor: bench.seller,
      channel: 'mtn_cm',
      msisdn: '+237 670 00 00 02',
      holderName: 'Awa Ndiaye',
      isSteppedUp: false,
    };
  });

  const add = (changes: Partial<AddPayoutMethodInput> = {}) =>
    new AddPayoutMethod(bench.unitOfWork, bench.vault, bench.ids, bench.clock).execute({
      ...input,
      ...changes,
    });
  const list = async () =>
    (await new ListPayoutMethods(bench.withdrawalViews).execute({ actor: bench.seller })).results;
  const remove = (payoutMethodId: string, actor = bench.seller) =>
    new RemovePayoutMethod(bench.unitOfWork, bench.clock).execute({ actor, payoutMethodId });

  it('are added with the number hidden, and cannot be used for a day', async () => {
    const method = (await add()).snapshot();
    expect(method).toMatchObject({
      userId: bench.seller.userId,
      currency: 'XAF',
      accountMask: '+237•••••••02',
      usableFrom: after(bench.clock.now(), 24 * HOUR),
    });
    expect(JSON.stringify({ ...method, version: 0 })).not.toContain('670000002');
    expect(bench.vault.decrypt(method.accountEncrypted)).toBe('+237670000002');
    expect((await list()).map(({ id }) => id)).toContain(method.id);
  });

  it('wait as long as the setting says', async () => {
    await bench.settings.set('withdrawals.cooldown_hours', 1, bench.clock.now());
    expect((await add()).snapshot().usableFrom).toEqual(after(bench.clock.now(), HOUR));
  });

  it.each<[string, Partial<AddPayoutMethodInput>, new (reason: string) => Error]>([
    ['a number that is none', { msisdn: '670000002' }, InvalidMsisdn],
    ['a number of another operator', { msisdn: '+237690000002' }, MsisdnNotOfChannel],
    ['an operator nobody knows', { channel: 'mtn_zz' }, ChannelUnknown],
    ['no name', { holderName: ' ' }, InvalidHolderName],
  ])('are refused with %s', async (_, changes, refusal) => {
    await expect(add(changes)).rejects.toThrow(refusal);
    expect(await list()).toHaveLength(1);
  });

  it('are refused for a number somebody has', async () => {
    await add();
    await expect(add()).rejects.toThrow(PayoutAccountTaken);
    await expect(add({ actor: bench.finance })).rejects.toThrow(PayoutAccountTaken);
  });

  it('ask for a fresh proof of who adds them when the setting says so', async () => {
    await bench.settings.set('withdrawals.require_step_up', true, bench.clock.now());
    await expect(add()).rejects.toThrow(StepUpRequired);
    await expect(add({ isSteppedUp: true })).resolves.toBeDefined();
  });

  it('can be removed, again without effect, and their number added anew', async () => {
    const { id } = await add();
    await remove(id);
    await remove(id);
    expect((await list()).map((method) => method.id)).toEqual([bench.method.id]);
    await expect(add()).resolves.toBeDefined();
  });

  it('are not removed by somebody else, nor while a withdrawal is on its way there', async () => {
    await expect(remove(bench.method.id, bench.finance)).rejects.toThrow(PayoutMethodNotFound);
    await bench.withdrawals.add(aWithdrawal(bench.seller.userId, bench.method.id));
    await expect(remove(bench.method.id)).rejects.toThrow(PayoutMethodInUse);
    const { id } = await add();
    await expect(remove(id)).resolves.toBeUndefined();
  });
});
