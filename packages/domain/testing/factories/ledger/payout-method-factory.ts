import {
  PayoutMethod,
  type PayoutMethodRepository,
  type PayoutMethodState,
  type Vault,
} from '@2krika/domain';
import { FakeVault } from '../../fakes/platform/fake-vault.js';
import { createUser, type UserPorts } from '../identity/user-factory.js';
import { anId, TEST_EPOCH } from '../unique.js';

/** A payout method of the user that can be used. */
export function aPayoutMethod(userId: string, overrides: Partial<PayoutMethodState> = {}): PayoutMethod {
  return PayoutMethod.rehydrate({
    id: anId(),
    userId,
    kind: 'mobile_money',
    channel: 'mtn_cm',
    currency: 'XAF',
    accountEncrypted: 'sealed',
    accountMask: '+237••••••01',
    accountDigest: anId(),
    holderName: 'Awa Ndiaye',
    usableFrom: TEST_EPOCH,
    flaggedAt: null,
    deletedAt: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

export interface PayoutMethodPorts extends UserPorts {
  readonly payoutMethods: PayoutMethodRepository;
  /** The product's own, where the product is to send money there. */
  readonly vault?: Vault;
}

/** A payout method that can be used, stored; with a user of its own unless told whose it is. */
export async function createPayoutMethod(
  { payoutMethods, vault = new FakeVault(), ...ports }: PayoutMethodPorts,
  { userId, ...overrides }: Partial<PayoutMethodState> = {},
): Promise<PayoutMethod> {
  const method = aPayoutMethod(userId ?? (await createUser(ports)).id, {
    accountEncrypted: vault.encrypt('+237670000001'),
    ...overrides,
  });
  await payoutMethods.add(method);
  return method;
}
