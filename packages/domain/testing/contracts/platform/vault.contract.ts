import type { Vault } from '@2krika/domain';

export function vaultContract(create: () => Vault): void {
  describe('Vault', () => {
    it.each(['+237670000001', '', 'Kouamé Ÿ 中'])('gives back %j, which it hides', (text) => {
      const vault = create();
      const encrypted = vault.encrypt(text);
      expect(vault.decrypt(encrypted)).toBe(text);
      if (text !== '') expect(encrypted).not.toContain(text);
    });

    it('encrypts the same text differently each time, and digests it the same', () => {
      const vault = create();
      expect(vault.encrypt('+237670000001')).not.toBe(vault.encrypt('+237670000001'));
      expect(vault.digest('+237670000001')).toBe(vault.digest('+237670000001'));
      expect(vault.digest('+237670000001')).not.toBe(vault.digest('+237670000002'));
    });

    it('refuses a text that was altered', () => {
      const vault = create();
      const encrypted = vault.encrypt('+237670000001');
      // Not the last character: it may carry fewer bits than it has.
      const changed = encrypted.at(-5) === 'A' ? 'B' : 'A';
      const altered = encrypted.slice(0, -5) + changed + encrypted.slice(-4);
      expect(() => vault.decrypt(altered)).toThrow();
      expect(() => vault.decrypt('nothing of ours')).toThrow();
    });
  });
}
