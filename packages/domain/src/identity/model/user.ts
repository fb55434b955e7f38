import { Aggregate, type AggregateState, type Id } from '../../kernel/index.js';
import type { UserId } from './actor.js';
import { normalizeEmail } from './email.js';
import { AccountClosed, EmailNotVerified } from './user-errors.js';
import { normalizeUsername } from './username.js';

export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const KYC_STATUSES = [
  'none',
  'pending',
  'in_review',
  'approved',
  'resubmission_required',
  'rejected',
  'expired',
] as const;
export type KycStatus = (typeof KYC_STATUSES)[number];

export const SELLER_LEVELS = ['new', 'level_1', 'level_2', 'top'] as const;
export type SellerLevel = (typeof SELLER_LEVELS)[number];

/** Derived from the facts of `UserState`; stored nowhere, so it cannot disagree with them. */
export type UserStatus = 'unverified' | 'active' | 'suspended' | 'banned' | 'deactivated' | 'anonymized';

export interface UserState extends AggregateState {
  readonly id: UserId;
  readonly fullName: string;
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
  /** True once the address is verified: never without `emailVerifiedAt`. */
  readonly isActive: boolean;
  readonly emailVerifiedAt: Date | null;
  /** E.164, with the plus sign. */
  readonly phone: string | null;
  readonly phoneVerifiedAt: Date | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly locale: Locale;
  /** IANA name. */
  readonly timezone: string;
  readonly bio: string | null;
  readonly avatarUploadId: Id<'upload'> | null;
  readonly kycStatus: KycStatus;
  /** 0 = address only, 1 = phone, 2 = document and selfie, 3 = enhanced. */
  readonly kycLevel: number;
  readonly sellerLevel: SellerLevel;
  readonly awayFrom: Date | null;
  readonly awayUntil: Date | null;
  readonly awayMessage: string | null;
  readonly suspendedAt: Date | null;
  readonly suspensionReason: string | null;
  readonly bannedAt: Date | null;
  readonly deactivatedAt: Date | null;
  readonly anonymizedAt: Date | null;
  readonly lastLoginAt: Date | null;
  readonly deletedAt: Date | null;
}

export interface Registration {
  readonly id: UserId;
  readonly fullName: string;
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly country: string;
  readonly locale: Locale;
  readonly now: Date;
}

/** A person. The same one may buy and sell: customer and seller are positions in an order. */
export class User extends Aggregate<UserState> {
  private constructor(state: UserState) {
    super('user', state);
  }

  /** @throws InvalidEmail; InvalidUsername */
  static register({ now, ...registration }: Registration): User {
    const user = new User({
      createdAt: now,
      ...registration,
      email: normalizeEmail(registration.email),
      username: normalizeUsername(registration.username),
      fullName: registration.fullName.trim(),
      isActive: false,
      emailVerifiedAt: null,
      phone: null,
      phoneVerifiedAt: null,
      timezone: 'Africa/Douala',
      bio: null,
      avatarUploadId: null,
      kycStatus: 'none',
      kycLevel: 0,
      sellerLevel: 'new',
      awayFrom: null,
      awayUntil: null,
      awayMessage: null,
      suspendedAt: null,
      suspensionReason: null,
      bannedAt: null,
      deactivatedAt: null,
      anonymizedAt: null,
      lastLoginAt: null,
      deletedAt: null,
      version: 0,
      updatedAt: now,
    });
    user.record('user.registered', now);
    return user;
  }

  static rehydrate(state: UserState): User {
    return new User(state);
  }

  get status(): UserStatus {
    const { anonymizedAt, bannedAt, suspendedAt, deactivatedAt, isActive } = this.state;
    if (anonymizedAt) return 'anonymized';
    if (bannedAt) return 'banned';
    if (suspendedAt) return 'suspended';
    if (deactivatedAt) return 'deactivated';
    return isActive ? 'active' : 'unverified';
  }

  /** The address is proved to be this person's. Doing it again changes nothing. */
  verifyEmail(now: Date): void {
    if (this.state.emailVerifiedAt !== null) return;
    this.change({ emailVerifiedAt: now, isActive: true }, now);
    this.record('user.activated', now);
  }

  /** Asks for another message with a token, because the first was lost. Nothing once the address is verified. */
  requestVerification(now: Date): void {
    if (this.state.emailVerifiedAt === null) this.record('user.verification_requested', now);
  }

  /** @throws EmailNotVerified; AccountClosed when banned, deactivated or anonymized */
  logIn(now: Date): void {
    this.assertMaySignIn();
    this.change({ lastLoginAt: now }, now);
  }

  /** Stores the hash made with today's parameters. */
  rehashPassword(passwordHash: string, now: Date): void {
    this.change({ passwordHash }, now);
  }

  /**
   * What is proved of who they are, as their identities tell it. A verified phone alone is level 1.
   * @returns false when that was known
   */
  recordKyc(kycStatus: KycStatus, provedLevel: number, now: Date): boolean {
    const kycLevel = Math.max(provedLevel, this.state.phoneVerifiedAt === null ? 0 : 1);
    if (kycStatus === this.state.kycStatus && kycLevel === this.state.kycLevel) return false;
    this.change({ kycStatus, kycLevel }, now);
    return true;
  }

  /** Undoes a deletion. Answers false when there was none. */
  restore(now: Date): boolean {
    if (this.state.deletedAt === null) return false;
    this.change({ deletedAt: null }, now);
    return true;
  }

  /** Whether their services can be ordered: the account is active, and they are not away. */
  mayBeOrderedFrom(now: Date): boolean {
    const { awayFrom, awayUntil } = this.state;
    const isAway = awayFrom !== null && awayFrom <= now && (awayUntil === null || now < awayUntil);
    return this.status === 'active' && !isAway;
  }

  /** @throws EmailNotVerified; AccountClosed */
  assertMaySignIn(): void {
    if (this.status === 'unverified') throw new EmailNotVerified();
    // A suspended seller still has orders to deliver, so suspension does not lock the door.
    if (this.status !== 'active' && this.status !== 'suspended') throw new AccountClosed();
  }
}
