import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Withdrawal } from '../model/withdrawal.js';
import {
  decideWithdrawal,
  type DecideWithdrawalInput,
  type DecideWithdrawalScope,
} from './decide-withdrawal.js';

/** Lets a withdrawal that was kept for people go. */
export class ApproveWithdrawal {
  constructor(
    private readonly unitOfWork: UnitOfWork<DecideWithdrawalScope>,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; WithdrawalNotFound; StaleVersion; OwnWithdrawalDecision; WithdrawalEventRefused
   */
  async execute(input: DecideWithdrawalInput): Promise<Withdrawal> {
    return decideWithdrawal(this.unitOfWork, this.clock, input, (withdrawal, now) =>
      withdrawal.approve(input.actor.userId, now),
    );
  }
}
