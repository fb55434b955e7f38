import {
  Aggregate,
  after,
  DAY,
  HOUR,
  type AggregateState,
  type Duration,
  type Id,
} from '../../kernel/index.js';
import type { UserId } from './actor.js';
import { InvalidOneTimeToken } from './user-errors.js';

export type OneTimeTokenId = Id<'one-time-token'>;

export const TOKEN_PURPOSES = ['verify_email', 'reset_password'] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

/** How long a token of each purpose is good. */
export const TOKEN_LIFETIMES: Readonly<Record<TokenPurpose, Duration>> = {
  verify_email: DAY,
  reset_password: HOUR,
};

export interface OneTimeTokenState extends AggregateState {
  readonly id: OneTimeTokenId;
  readonly userId: UserId;
  readonly purpose: TokenPurpose;
  /** Digest of the secret that was mailed; the secret itself is stored nowhere. */
  readonly secretHash: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface NewOneTimeToken {
  readonly id: OneTimeTokenId;
  readonly userId: UserId;
  readonly purpose: TokenPurpose;
  readonly secretHash: string;
  readonly now: Date;
}

/** Proof, good for one use, that its holder reads what is sent to somebody's address. */
export class OneTimeToken extends Aggregate<OneTimeTokenState> {
  private constructor(state: OneTimeTokenState) {
    super('one-time-token', state);
  }

  static issue({ now, ...token }: NewOneTimeToken): OneTimeToken {
    return new OneTimeToken({
      createdAt: now,
      ...token,
      expiresAt: after(now, TOKEN_LIFETIMES[token.purpose]),
      usedAt: null,
      version: 0,
      updatedAt: now,
    });
  }

  static rehydrate(state: OneTimeTokenState): OneTimeToken {
    return new OneTimeToken(state);
  }

  get userId(): UserId {
    return this.state.userId;
  }

  /** @throws InvalidOneTimeToken when it was used before or is too old */
  use(now: Date): void {
    if (this.state.usedAt !== null || now >= this.state.expiresAt) throw new InvalidOneTimeToken();
    this.change({ usedAt: now }, now);
  }
}
