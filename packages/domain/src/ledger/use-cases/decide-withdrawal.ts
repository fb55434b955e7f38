import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { Actor } from '../../identity/index.js';
import type { Posting } from '../model/posting.js';
import type { Withdrawal } from '../model/withdrawal.js';
import type { WithdrawalId } from '../model/withdrawal-record.js';
import { assertMay } from './assert-may.js';
import { storeWithdrawal, type WithdrawalScope } from './store-withdrawal.js';

/** What every decision of staff on a withdrawal asks for. */
export interface DecideWithdrawalInput {
  readonly actor: Actor;
  readonly withdrawalId: WithdrawalId;
  /** The version the actor looked at; any when undefined. */
  readonly expectedVersion?: number | undefined;
  readonly reason: string;
}

export type DecideWithdrawalScope = WithdrawalScope & { readonly auditLog: AuditLog };

/**
 * The frame of every decision of staff on a withdrawal: who may, who is told, and what is kept of it.
 *
 * @param decide answers whether it changed the withdrawal, with the posting that goes with the change. What had
 * been decided before succeeds whatever version the actor saw.
 * @throws PermissionMissing; WithdrawalNotFound; StaleVersion; what `decide` throws
 */
export async function decideWithdrawal(
  unitOfWork: UnitOfWork<DecideWithdrawalScope>,
  clock: Clock,
  { actor, withdrawalId, expectedVersion, reason }: DecideWithdrawalInput,
  decide: (withdrawal: Withdrawal, now: Date) => Posting | boolean | null,
): Promise<Withdrawal> {
  assertMay(actor, 'withdrawals:approve');
  return unitOfWork.run(async (scope) => {
    const withdrawal = await scope.withdrawals.getForUpdate(withdrawalId);
    const { state: from } = withdrawal.snapshot();
    const now = clock.now();
    const decided = decide(withdrawal, now);
    if (!decided) return withdrawal;
    withdrawal.assertVersion(expectedVersion);
    await storeWithdrawal(scope, withdrawal, decided === true ? [] : [decided], now);
    await scope.auditLog.record({
      actorId: actor.userId,
      actorKind: 'staff',
      action: 'withdrawals:approve',
      resourceType: 'withdrawal',
      resourceId: withdrawalId,
      diff: { from, to: withdrawal.snapshot().state },
      reason,
      at: now,
    });
    return withdrawal;
  });
}
