import { IsIn, IsInt, Min } from 'class-validator';
import {
  KYC_STATUSES,
  LOCALES,
  SELLER_LEVELS,
  type KycStatus,
  type Locale,
  type OwnProfile,
  type SellerLevel,
  type TokenPair,
  type User,
  type UserStatus,
} from '@2krika/domain';
import { Id, Instant, Nullable, Text, TextList } from '../server/index.js';

const STATUSES = ['unverified', 'active', 'suspended', 'banned', 'deactivated', 'anonymized'] as const;

export class UserView {
  @Id()
  id!: string;

  @Text({ max: 100 })
  fullName!: string;

  @Text({ max: 30 })
  username!: string;

  @Text({ max: 255 })
  email!: string;

  @IsIn(STATUSES)
  status!: UserStatus;
}

export function toUserView(user: User): UserView {
  const { id, fullName, username, email } = user.snapshot();
  return { id, fullName, username, email, status: user.status };
}

export class TokensView {
  /** Sent as `Authorization: Bearer …`. */
  @Text({ max: 2_048 })
  accessToken!: string;

  @Instant()
  accessTokenExpiresAt!: string;

  /** Good for one use. */
  @Text({ max: 512 })
  refreshToken!: string;
}

export function toTokensView({ accessToken, accessTokenExpiresAt, refreshToken }: TokenPair): TokensView {
  return { accessToken, accessTokenExpiresAt: accessTokenExpiresAt.toISOString(), refreshToken };
}

export class OwnProfileView {
  @Id()
  id!: string;

  @Text({ max: 100 })
  fullName!: string;

  @Text({ max: 30 })
  username!: string;

  @Text({ max: 255 })
  email!: string;

  @Nullable()
  @Instant()
  emailVerifiedAt!: string | null;

  @Nullable()
  @Text({ max: 16 })
  phone!: string | null;

  @Nullable()
  @Instant()
  phoneVerifiedAt!: string | null;

  @Text({ min: 2, max: 2 })
  country!: string;

  @IsIn(LOCALES)
  locale!: Locale;

  @Text({ max: 64 })
  timezone!: string;

  @Nullable()
  @Text({ min: 0, max: 2_000 })
  bio!: string | null;

  @IsIn(KYC_STATUSES)
  kycStatus!: KycStatus;

  @IsInt()
  @Min(0)
  kycLevel!: number;

  @IsIn(SELLER_LEVELS)
  sellerLevel!: SellerLevel;

  @TextList({ max: 64 })
  roles!: readonly string[];

  @Instant()
  createdAt!: string;
}

export function toOwnProfileView({ version: _, ...profile }: OwnProfile): OwnProfileView {
  return {
    ...profile,
    emailVerifiedAt: profile.emailVerifiedAt?.toISOString() ?? null,
    phoneVerifiedAt: profile.phoneVerifiedAt?.toISOString() ?? null,
    createdAt: profile.createdAt.toISOString(),
  };
}
