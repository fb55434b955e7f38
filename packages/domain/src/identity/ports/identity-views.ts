import type { Actor, UserId } from '../model/actor.js';
import type { SessionFamilyId } from '../model/session.js';
import type { KycStatus, Locale, SellerLevel } from '../model/user.js';

/** A person as that person sees it. */
export interface OwnProfile {
  readonly id: UserId;
  readonly fullName: string;
  readonly username: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly phone: string | null;
  readonly phoneVerifiedAt: Date | null;
  readonly country: string;
  readonly locale: Locale;
  readonly timezone: string;
  readonly bio: string | null;
  readonly kycStatus: KycStatus;
  readonly kycLevel: number;
  readonly sellerLevel: SellerLevel;
  readonly roles: readonly string[];
  readonly createdAt: Date;
  readonly version: number;
}

/** What screens and the door read of people. */
export abstract class IdentityViews {
  /**
   * Who holds this session family, with what the roles allow at this instant. Null when no session of it is
   * live or the account is closed. Read on every request, so a lost right is lost at once.
   */
  abstract findActor(familyId: SessionFamilyId, now: Date): Promise<Actor | null>;

  abstract findOwnProfile(userId: UserId): Promise<OwnProfile | null>;
}
