import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isUuid, TokenSigner, type AccessClaims } from '@2krika/domain';
import { errors, jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt';
const ISSUER = '2krika';
const AUDIENCE = '2krika-api';
/** Longer than any token we sign: what exceeds it is not worth parsing. */
const MAX_LENGTH = 2_048;

/** Seconds the clocks of two of our processes may be apart. */
const CLOCK_SKEW = 60;

/** JWT access tokens (RFC 9068), signed with one Ed25519 key. No other algorithm and no key named by a token is accepted. */
export class JoseTokenSigner extends TokenSigner {
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;

  /**
   * @param pem an Ed25519 private key, PKCS #8
   * @throws Error when it is no such key
   */
  constructor(pem: string) {
    super();
    this.privateKey = createPrivateKey(pem);
    if (this.privateKey.asymmetricKeyType !== 'ed25519')
      throw new Error('The signing key is not an Ed25519 key.');
    this.publicKey = createPublicKey(this.privateKey);
  }

  sign({ userId, sessionFamilyId }: AccessClaims, issuedAt: Date, expiresAt: Date): Promise<string> {
    return new SignJWT({ sid: sessionFamilyId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.privateKey);
  }

  async verify(token: string, now: Date): Promise<AccessClaims | null> {
    if (token.length > MAX_LENGTH) return null;
    try {
      const { payload } = await jwtVerify(token, this.publicKey, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'sid', 'iat', 'exp'],
        currentDate: now,
      });
      const { sub, sid, iat = Infinity } = payload;
      // What was issued later than now was not issued by us.
      if (iat > now.getTime() / 1_000 + CLOCK_SKEW) return null;
      if (typeof sub !== 'string' || typeof sid !== 'string' || !isUuid(sub) || !isUuid(sid)) return null;
      return { userId: sub, sessionFamilyId: sid };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

/** A new signing key, PKCS #8 in PEM. */
export function generateSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
