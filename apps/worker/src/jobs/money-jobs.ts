import type {
  ClearEarning,
  ConfirmPayment,
  ConfirmRefund,
  ConfirmWithdrawal,
  EarningRepository,
  LeasedWork,
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
  readonly work: LeasedWork;
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
  const { payments, refunds, withdrawals, earnings, work } = useCases;
  return [
    senderJob(
      'payment-sender',
      work,
      (now, limit) => payments.claimToSend(now, limit),
      (paymentId) => useCases.sendPayment.execute({ paymentId }),
    ),
    claimingJob(
      'payment-poller',
      work,
      (now, limit) => payments.claimToPoll(now, limit),
      (paymentId) => useCases.confirmPayment.execute({ paymentId }),
    ),
    senderJob(
      'refund-sender',
      work,
      (now, limit) => refunds.claimToSend(now, limit),
      (refundId) => useCases.sendRefund.execute({ refundId }),
    ),
    claimingJob(
      'refund-poller',
      work,
      (now, limit) => refunds.claimToPoll(now, limit),
      (refundId) => useCases.confirmRefund.execute({ refundId }),
    ),
    senderJob(
      'withdrawal-sender',
      work,
      (now, limit) => withdrawals.claimToSend(now, limit),
      (withdrawalId) => useCases.sendWithdrawal.execute({ withdrawalId }),
    ),
    claimingJob(
      'withdrawal-poller',
      work,
      (now, limit) => withdrawals.claimToPoll(now, limit),
      (withdrawalId) => useCases.confirmWithdrawal.execute({ withdrawalId }),
    ),
    claimingJob(
      'clearing',
      work,
      (now, limit) => earnings.claimDue(now, limit),
      (earningId) => useCases.clearEarning.execute({ earningId }),
    ),
  ];
}

/** A call that was written down is made at once. */
function senderJob(...args: Parameters<typeof claimingJob>): Job {
  return { ...claimingJob(...args), isWoken: true };
}
