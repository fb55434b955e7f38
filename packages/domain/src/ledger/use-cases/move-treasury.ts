import type { Clock, IdGenerator, Money, UnitOfWork } from '../../kernel/index.js';
import { ProviderUnknown, type AuditLog, type PaymentChannelRepository } from '../../platform/index.js';
import type { Actor } from '../../identity/index.js';
import type { LedgerTransactionId } from '../model/posting.js';
import { treasuryMovePosting, type TreasuryPlace } from '../model/treasury-postings.js';
import type { Ledger } from '../ports/ledger.js';
import { assertMay } from './assert-may.js';

export interface MoveTreasuryInput {
  readonly actor: Actor;
  readonly from: TreasuryPlace;
  readonly to: TreasuryPlace;
  /** Whose clearing or float it is. */
  readonly provider: string;
  readonly amount: Money;
  readonly reason: string;
}

/** Books money that finance moved between bank, clearing and float. */
export class MoveTreasury {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      ledger: Ledger;
      paymentChannels: PaymentChannelRepository;
      auditLog: AuditLog;
    }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; ProviderUnknown; TreasuryMoveToSelf; InvalidPosting for 0; InsufficientBalance */
  async execute({ actor, reason, ...move }: MoveTreasuryInput): Promise<LedgerTransactionId> {
    assertMay(actor, 'finance:operate');
    return this.unitOfWork.run(async ({ ledger, paymentChannels, auditLog }) => {
      const channels = await paymentChannels.list();
      if (!channels.some(({ provider }) => provider === move.provider)) {
        throw new ProviderUnknown(move.provider);
      }
      const now = this.clock.now();
      const posting = treasuryMovePosting({
        ...move,
        moveId: this.ids.generate(),
        createdBy: actor.userId,
      });
      const id = await ledger.post(posting, now);
      await auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: 'finance:operate',
        resourceType: 'ledger-transaction',
        resourceId: id,
        diff: { from: move.from, to: move.to, amount: move.amount.toString() },
        reason,
        at: now,
      });
      return id;
    });
  }
}
