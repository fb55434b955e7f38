import { Aggregate, after, DAY, type AggregateState, type Id } from '../../kernel/index.js';
import type { UserId } from './actor.js';

export type SessionId = Id<'session'>;
/** One sign-in on one device: the sessions that rotation made of one another. Access tokens name it. */
export type SessionFamilyId = Id<'session-family'>;

/** A refresh token is good this long after the sign-in, and this long after it was last used. */
export const SESSION_LIFETIME = 30 * DAY;
export const SESSION_IDLE_LIFETIME = 7 * DAY;

export const REVOCATION_REASONS = ['rotated', 'logged_out', 'reused', 'staff'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

export interface SessionState extends AggregateState {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly familyId: SessionFamilyId;
  /** Digest of the refresh token; the token itself is stored nowhere. */
  readonly refreshHash: string;
  readonly userAgent: string | null;
  readonly lastSeenAt: Date;
  /** When the family ends for good, whatever its use. */
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokeReason: RevocationReason | null;
}

export interface NewSession {
  readonly id: SessionId;
  readonly familyId: SessionFamilyId;
  readonly userId: UserId;
  readonly refreshHash: string;
  readonly userAgent: string | null;
  readonly now: Date;
}

/** The right to stay signed in, held by one refresh token that is good for one use. */
export class Session extends Aggregate<SessionState> {
  private constructor(state: SessionState) {
    super('session', state);
  }

  static open({ now, ...session }: NewSession): Session {
    return new Session({
      createdAt: now,
      ...session,
      lastSeenAt: now,
      expiresAt: after(now, SESSION_LIFETIME),
      revokedAt: null,
      revokeReason: null,
      version: 0,
      updatedAt: now,
    });
  }

  static rehydrate(state: SessionState): Session {
    return new Session(state);
  }

  isLive(now: Date): boolean {
    const { revokedAt, expiresAt, lastSeenAt } = this.state;
    return revokedAt === null && now < expiresAt && now < after(lastSeenAt, SESSION_IDLE_LIFETIME);
  }

  /** Whether its refresh token was exchanged before: seen again, somebody else holds a copy. */
  get wasRotated(): boolean {
    return this.state.revokeReason === 'rotated';
  }

  /** Ends this session and opens its successor in the same family. */
  rotate(successor: { readonly id: SessionId; readonly refreshHash: string; readonly now: Date }): Session {
    this.revoke('rotated', successor.now);
    const { userId, familyId, userAgent, expiresAt } = this.state;
    return new Session({
      id: successor.id,
      userId,
      familyId,
      refreshHash: successor.refreshHash,
      userAgent,
      lastSeenAt: successor.now,
      expiresAt,
      revokedAt: null,
      revokeReason: null,
      version: 0,
      createdAt: successor.now,
      updatedAt: successor.now,
    });
  }

  revoke(reason: RevocationReason, now: Date): void {
    if (this.state.revokedAt !== null) return;
    this.change({ revokedAt: now, revokeReason: reason }, now);
  }
}
