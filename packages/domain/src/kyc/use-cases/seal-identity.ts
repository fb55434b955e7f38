import type { Vault } from '../../platform/index.js';
import {
  checkedIdentity,
  documentKey,
  maskedNumber,
  type IdentityParticulars,
  type SealedNumber,
  type StatedIdentity,
} from '../model/identity-particulars.js';

/** Checks what a person states, and seals the number of their document. @throws InvalidIdentity */
export function sealIdentity(
  vault: Vault,
  stated: StatedIdentity,
  now: Date,
): IdentityParticulars & SealedNumber {
  const checked = checkedIdentity(stated, now);
  const { documentNumber, ...particulars } = checked;
  return {
    ...particulars,
    documentNumberEncrypted: vault.encrypt(documentNumber),
    documentNumberMask: maskedNumber(documentNumber),
    documentNumberDigest: vault.digest(documentKey(checked)),
  };
}
