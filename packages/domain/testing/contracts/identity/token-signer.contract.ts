import { after, MINUTE, type TokenSigner } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../../factories/unique.js';

export function tokenSignerContract(create: () => TokenSigner): void {
  describe('TokenSigner', () => {
    const claims = { userId: anId(), sessionFamilyId: anId() };
    const expiresAt = after(TEST_EPOCH, 10 * MINUTE);

    it('reads back what it signed, until it expires', async () => {
      const signer = create();
      const token = await signer.sign(claims, TEST_EPOCH, expiresAt);
      expect(await signer.verify(token, TEST_EPOCH)).toEqual(claims);
      expect(await signer.verify(token, after(expiresAt, -1_000))).toEqual(claims);
      expect(await signer.verify(token, expiresAt)).toBeNull();
    });

    it('believes no text it did not sign', async () => {
      const signer = create();
      const token = await signer.sign(claims, TEST_EPOCH, expiresAt);
      const foreign = [`${token}x`, token.slice(1), '', 'a.b.c', 'x'.repeat(100_000)];
      for (const text of foreign) expect(await signer.verify(text, TEST_EPOCH)).toBeNull();
    });
  });
}
