import type {
  ClearEarning,
  ConfirmPayment,
  ConfirmRefund,
  ConfirmWithdrawal,
  EarningRepository,
  PaymentRepository,
  RefundRepository,
  SendPayment,
  SendRefund,
  SendWithdrawal,
  WithdrawalRepository,
} from '@2krika/domain';
import { claimingJob, type Job } from './job.js';

export interface MoneyJobUseCases {
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly withdrawals: WithdrawalRepository;
  readonly earnings: EarningRepository;
  readonly sendPayment: SendPayment;
  readonly confirmPayment: ConfirmPayment;
  readonly sendRefund: SendRefund;
  readonly confirmRefund: ConfirmRefund;
  readonly sendWithdrawal: SendWithdrawal;
  readonly confirmWithdrawal: ConfirmWithdrawal;
  readonly clearEarning: ClearEarning;
}

/** What moves money: senders make the calls that are written down, pollers ask what became of them. */
export function moneyJobs(useCases: MoneyJobUseCases): readonly Job[] {
  const { payments, refunds, withdrawals, earnings } = useCases;
  return [
    claimingJob(
      'payment-sender',
      (now, limit) => payments.claimToSend(now, limit),
      (paymentId) => useCases.sendPayment.execute({ paymentId }),
    ),
    claimingJob(
      'payment-poller',
      (now, limit) => payments.claimToPoll(now, limit),
      (paymentId) => useCases.confirmPayment.execute({ paymentId }),
    ),
    claimingJob(
      'refund-sender',
      (now, limit) => refunds.claimToSend(now, limit),
      (refundId) => useCases.sendRefund.execute({ refundId }),
    ),
    claimingJob(
      'refund-poller',
      (now, limit) => refunds.claimToPoll(now, limit),
      (refundId) => useCases.confirmRefund.execute({ refundId }),
    ),
    claimingJob(
      'withdrawal-sender',
      (now, limit) => withdrawals.claimToSend(now, limit),
      (withdrawalId) => useCases.sendWithdrawal.execute({ withdrawalId }),
    ),
    claimingJob(
      'withdrawal-poller',
      (now, limit) => withdrawals.claimToPoll(now, limit),
      (withdrawalId) => useCases.confirmWithdrawal.execute({ withdrawalId }),
    ),
    claimingJob(
      'clearing',
      (now, limit) => earnings.claimDue(now, limit),
      (earningId) => useCases.clearEarning.execute({ earningId }),
    ),
  ];
}
