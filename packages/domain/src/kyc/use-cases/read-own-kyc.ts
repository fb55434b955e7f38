import { CURRENCIES, pageRequest, type Clock } from '../../kernel/index.js';
import { UserNotFound, type Actor, type IdentityViews, type KycStatus } from '../../identity/index.js';
import { kycLimitFor, type KycLimit } from '../model/kyc-limit.js';
import type { KycLimitRepository } from '../ports/kyc-limit-repository.js';
import type { KycViews, OwnIdentityView } from '../ports/kyc-views.js';

export interface OwnKyc {
  readonly status: KycStatus;
  readonly level: number;
  /** What may be withdrawn at that level, one for each currency that has a limit. */
  readonly limits: readonly KycLimit[];
  /** Null before the first attempt. */
  readonly latest: OwnIdentityView | null;
}

/** Shows the actor what is proved of them, and what that lets them do. */
export class ReadOwnKyc {
  constructor(
    private readonly identityViews: IdentityViews,
    private readonly kycViews: KycViews,
    private readonly kycLimits: KycLimitRepository,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: { readonly actor: Actor }): Promise<OwnKyc> {
    const now = this.clock.now();
    const [profile, { results }] = await Promise.all([
      this.identityViews.findOwnProfile(actor.userId),
      this.kycViews.listOwn(actor.userId, pageRequest(1, 1)),
    ]);
    if (!profile) throw new UserNotFound(actor.userId);
    const { kycStatus: status, kycLevel: level, country } = profile;
    const begun = await this.kycLimits.listBegun(level, now);
    const limits = CURRENCIES.map((currency) => kycLimitFor(begun, { level, country, currency }, now));
    return {
      status,
      level,
      limits: limits.filter((limit) => limit !== null),
      latest: results[0] ?? null,
    };
  }
}
