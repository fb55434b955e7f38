import {
  InsufficientBalance,
  InvalidPosting,
  Money,
  type AccountRef,
  type AccountRepository,
  type Ledger,
  type LedgerViews,
  type UserRepository,
} from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { earnedMoney } from '../../factories/ledger/earned-money.js';
import { anId } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface AccountRepositoryPorts {
  readonly users: UserRepository;
  readonly ledger: Ledger;
  readonly ledgerViews: LedgerViews;
  readonly accounts: AccountRepository;
}

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

export function accountRepositoryContract(open: Open<AccountRepositoryPorts>): void {
  describe('AccountRepository', () => {
    let ports: AccountRepositoryPorts;
    let accounts: AccountRepository;
    let sellerId: string;

    beforeEach(async () => {
      ports = await open();
      ({ accounts } = ports);
      const seller = aUser();
      await ports.users.add(seller);
      sellerId = seller.id;
      await earnedMoney(ports.ledger, sellerId, 1_000n);
    });

    const request = () => ({ type: 'T9', counterOwnerId: sellerId }) as const;
    const balances = async () => {
      const own = { ownerId: sellerId, currency: 'XAF' } as const;
      const codes = ['seller_available', 'withdrawal_in_transit'] as const;
      const refs = codes.map((code): AccountRef => ({ ...own, code }));
      return Promise.all(refs.map((account) => ports.ledgerViews.accountBalance(account)));
    };

    it('moves money between two accounts, named from either side', async () => {
      await accounts.debit(sellerId, xaf(300n), { posting: request(), source: anId() });
      await accounts.credit(sellerId, xaf(200n), { posting: request(), source: anId() });
      expect(await balances()).toEqual([500n, 500n]);
    });

    it('credits an order what its provider collected', async () => {
      const [orderId, paymentId] = [anId(), anId()];
      const posting = { type: 'T1', counterOwnerId: 'sandbox', orderId, paymentId } as const;
      const id = await accounts.credit(orderId, xaf(700n), { posting, source: paymentId });
      expect(await ports.ledger.find({ type: 'T1', sourceKey: paymentId })).toMatchObject({
        id,
        orderId,
        amount: 700n,
      });
    });

    it('does a source once', async () => {
      const source = anId();
      const id = await accounts.debit(sellerId, xaf(300n), { posting: request(), source });
      expect(await accounts.debit(sellerId, xaf(300n), { posting: request(), source })).toBe(id);
      expect(await balances()).toEqual([700n, 300n]);
    });

    it('works in the manual form, and keeps nothing that is rolled back', async () => {
      const kept = await accounts.begin();
      await accounts.debit(sellerId, xaf(300n), { transaction: kept, posting: request(), source: anId() });
      await kept.commit();
      const dropped = await accounts.begin();
      await accounts.debit(sellerId, xaf(300n), { transaction: dropped, posting: request(), source: anId() });
      await dropped.rollback();
      expect(await balances()).toEqual([700n, 300n]);
    });

    it('refuses what is not there, an amount of 0, and an owner of the wrong kind', async () => {
      const options = { posting: request(), source: anId() };
      await expect(accounts.debit(sellerId, xaf(1_001n), options)).rejects.toThrow(InsufficientBalance);
      await expect(accounts.debit(sellerId, xaf(0n), options)).rejects.toThrow(InvalidPosting);
      await expect(accounts.debit(null, xaf(1n), options)).rejects.toThrow(InvalidPosting);
      expect(await balances()).toEqual([1_000n, 0n]);
    });
  });
}
