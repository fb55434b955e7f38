import type { SecretGenerator } from '@2krika/domain';

export function secretGeneratorContract(create: () => SecretGenerator): void {
  describe('SecretGenerator', () => {
    it('makes secrets that differ, with the digest each is stored under', () => {
      const secrets = create();
      const made = Array.from({ length: 50 }, () => secrets.generate());
      expect(new Set(made.map(({ secret }) => secret)).size).toBe(50);
      for (const { secret, hash } of made) {
        expect(secrets.hash(secret)).toBe(hash);
        expect(hash).not.toBe(secret);
      }
    });
  });
}
