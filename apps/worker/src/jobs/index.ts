import * as domain from '@2krika/domain';
import type { Container } from 'inversify';
import { housekeepingJobs } from './housekeeping-jobs.js';
import type { Job } from './job.js';
import { moneyJobs } from './money-jobs.js';
import { queueJobs } from './queue-jobs.js';
import { scheduledJobs } from './scheduled-jobs.js';

export type { Job } from './job.js';

/** Every job of the product, over what a container has. */
export function productJobs(container: Container): readonly Job[] {
  return [
    ...queueJobs({
      relayOutbox: container.get(domain.RelayOutbox),
      relayMessages: container.get(domain.RelayMessages),
      processWebhooks: container.get(domain.ProcessWebhooks),
      fireDeadlines: container.get(domain.FireDeadlines),
    }),
    ...moneyJobs({
      payments: container.get(domain.PaymentRepository),
      refunds: container.get(domain.RefundRepository),
      withdrawals: container.get(domain.WithdrawalRepository),
      earnings: container.get(domain.EarningRepository),
      work: container.get(domain.LeasedWork),
      sendPayment: container.get(domain.SendPayment),
      confirmPayment: container.get(domain.ConfirmPayment),
      sendRefund: container.get(domain.SendRefund),
      confirmRefund: container.get(domain.ConfirmRefund),
      sendWithdrawal: container.get(domain.SendWithdrawal),
      confirmWithdrawal: container.get(domain.ConfirmWithdrawal),
      clearEarning: container.get(domain.ClearEarning),
    }),
    ...housekeepingJobs({
      purgeUploads: container.get(domain.PurgeUploads),
      purgeCommunicationLog: container.get(domain.PurgeCommunicationLog),
    }),
    ...scheduledJobs(container),
  ];
}
