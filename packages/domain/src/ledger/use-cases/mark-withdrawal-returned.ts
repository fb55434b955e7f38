import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Withdrawal } from '../model/withdrawal.js';
import {
  decideWithdrawal,
  type DecideWithdrawalInput,
  type DecideWithdrawalScope,
} from './decide-withdrawal.js';

/** Books that paid money came back, when a statement and not the provider's own interface proves it. */
export class MarkWithdrawalReturned {
  constructor(
    private readonly unitOfWork: UnitOfWork<DecideWithdrawalScope>,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; WithdrawalNotFound; StaleVersion; WithdrawalEventRefused
   */
  async execute(input: DecideWithdrawalInput): Promise<Withdrawal> {
    return decideWithdrawal(this.unitOfWork, this.clock, input, (withdrawal, now) =>
      withdrawal.comeBack(now),
    );
  }
}
