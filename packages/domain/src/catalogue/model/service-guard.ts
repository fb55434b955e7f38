import type { Id } from '../../kernel/index.js';
import { ServiceNotPublishable, ServicePaymentUnderWay, type PublishingGap } from './service-errors.js';
import type { ServiceGuard } from './service-process.js';

/** Facts a guard needs that the service itself does not know. One that is not given counts against the step. */
export interface ServiceFacts {
  readonly isOwnerActive?: boolean;
  readonly isCategoryActive?: boolean;
  readonly isPaymentUnderWay?: boolean;
}

/** What a guard looks at of a service. */
export interface GuardedService {
  readonly id: Id<'service'>;
  readonly media: readonly Id<'upload'>[];
}

/** @throws ServiceNotPublishable; ServicePaymentUnderWay */
export function assertGuardHolds(guard: ServiceGuard, service: GuardedService, facts: ServiceFacts): void {
  switch (guard) {
    case 'publishable': {
      const gaps = publishingGaps(service, facts);
      if (gaps.length > 0) throw new ServiceNotPublishable(gaps);
      return;
    }
    case 'no_payment_under_way':
      if (facts.isPaymentUnderWay !== false) throw new ServicePaymentUnderWay(service.id);
  }
}

function publishingGaps(
  { media }: GuardedService,
  { isCategoryActive, isOwnerActive }: ServiceFacts,
): readonly PublishingGap[] {
  const gaps: PublishingGap[] = [];
  if (media.length === 0) gaps.push('image');
  if (isCategoryActive !== true) gaps.push('active_category');
  if (isOwnerActive !== true) gaps.push('active_owner');
  return gaps;
}
