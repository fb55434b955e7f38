import { hasherContract } from '../../contracts/identity/hasher.contract.js';
import { secretGeneratorContract } from '../../contracts/identity/secret-generator.contract.js';
import { tokenSignerContract } from '../../contracts/identity/token-signer.contract.js';
import { vaultContract } from '../../contracts/platform/vault.contract.js';
import { FakeVault } from '../platform/fake-vault.js';
import { FakeHasher } from './fake-hasher.js';
import { FakeSecretGenerator } from './fake-secret-generator.js';
import { FakeTokenSigner } from './fake-token-signer.js';

hasherContract(() => new FakeHasher());
secretGeneratorContract(() => new FakeSecretGenerator());
tokenSignerContract(() => new FakeTokenSigner());
vaultContract(() => new FakeVault());
