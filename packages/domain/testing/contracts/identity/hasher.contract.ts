import type { Hasher } from '@2krika/domain';

export function hasherContract(create: () => Hasher): void {
  describe('Hasher', () => {
    it('knows the password that made a hash, and no other', async () => {
      const hasher = create();
      const hash = await hasher.hash('mot de passe é ');
      expect(await hasher.verify(hash, 'mot de passe é ')).toBe(true);
      expect(await hasher.verify(hash, 'mot de passe é')).toBe(false);
      expect(await hasher.verify(hash, '')).toBe(false);
    });

    it('matches no password to a text that is no hash', async () => {
      expect(await create().verify('not a hash', 'not a hash')).toBe(false);
    });

    it('keeps what it hashed with its own parameters, and nothing else', async () => {
      const hasher = create();
      expect(hasher.needsRehash(await hasher.hash('password'))).toBe(false);
      expect(hasher.needsRehash('a hash of long ago')).toBe(true);
    });
  });
}
