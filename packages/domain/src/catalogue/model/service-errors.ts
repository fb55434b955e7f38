import { DomainError } from '../../kernel/index.js';
import type { ServiceEvent, ServiceStatus } from './service-process.js';

/** There is no such service, or it is none of the actor's business. */
export class ServiceNotFound extends DomainError {
  readonly code = 'service.not_found';
  readonly kind = 'not_found';

  constructor(serviceId: string) {
    super('There is no such service.', { serviceId });
  }
}

/** A part of the offer is too short, too long, or of no use to a buyer. */
export class InvalidService extends DomainError {
  readonly code = 'service.invalid';
  readonly kind = 'invalid';

  constructor(pointer: string, reason: string) {
    super(reason, { pointer });
  }
}

/** The seller has a service with the same address, because its title is the same. */
export class ServiceSlugTaken extends DomainError {
  readonly code = 'service.slug_taken';
  readonly kind = 'conflict';

  constructor(slug: string) {
    super('You have a service with this title already.', { pointer: '/title', slug });
  }
}

/** Only somebody whose account is active sells. */
export class SellerNotActive extends DomainError {
  readonly code = 'service.seller_not_active';
  readonly kind = 'forbidden';

  constructor() {
    super('Your account cannot sell right now.');
  }
}

/** The category exists and takes no services. */
export class CategoryNotActive extends DomainError {
  readonly code = 'service.category_not_active';
  readonly kind = 'rule_violation';

  constructor(categoryId: string) {
    super('This category takes no services. Choose another one.', { pointer: '/categoryId', categoryId });
  }
}

/** The service's process has no such step for the status it has. */
export class ServiceEventRefused extends DomainError {
  readonly code = 'service.event_refused';
  readonly kind = 'conflict';

  constructor(event: ServiceEvent, status: ServiceStatus, allowedActions: readonly ServiceEvent[]) {
    super(`A service that is ${status} does not allow ${event}.`, { event, status, allowedActions });
  }
}

/** The step exists, for somebody else. */
export class ServiceRoleRefused extends DomainError {
  readonly code = 'service.role_refused';
  readonly kind = 'forbidden';

  constructor(event: ServiceEvent) {
    super('This is not yours to do on this service.', { event });
  }
}

/** What a service still needs before anybody may buy it. */
export type PublishingGap = 'image' | 'active_category' | 'active_owner';

export class ServiceNotPublishable extends DomainError {
  readonly code = 'service.not_publishable';
  readonly kind = 'rule_violation';

  constructor(missing: readonly PublishingGap[]) {
    super('Something is missing before this service can be published.', { missing });
  }
}

/** Somebody is paying for it right now. */
export class ServicePaymentUnderWay extends DomainError {
  readonly code = 'service.payment_under_way';
  readonly kind = 'conflict';

  constructor(serviceId: string) {
    super('An order of this service waits for its payment. Try again when it is paid or expired.', {
      serviceId,
    });
  }
}

/** In this status nothing of it can be changed. */
export class ServiceNotEditable extends DomainError {
  readonly code = 'service.not_editable';
  readonly kind = 'conflict';

  constructor(status: ServiceStatus) {
    super(`A service that is ${status} cannot be changed.`, { status });
  }
}

/** Texts and pictures were approved as they are; prices and times may still be changed. */
export class ServiceContentApproved extends DomainError {
  readonly code = 'service.content_approved';
  readonly kind = 'conflict';

  constructor() {
    super('The texts and pictures of this service were approved and cannot be changed. Its terms can.');
  }
}

/** Only what is live can be sold. */
export class ServiceNotActive extends DomainError {
  readonly code = 'service.not_active';
  readonly kind = 'conflict';

  constructor(serviceId: string) {
    super('This service cannot be bought right now.', { serviceId });
  }
}

export class OptionNotFound extends DomainError {
  readonly code = 'service.option_not_found';
  readonly kind = 'not_found';

  constructor(optionId: string) {
    super('This service has no such option.', { optionId });
  }
}

/** Buyers do not read more. */
export class TooManyOptions extends DomainError {
  readonly code = 'service.too_many_options';
  readonly kind = 'rule_violation';

  constructor(maximum: number) {
    super(`A service has at most ${maximum} options.`, { maximum });
  }
}

/** A larger package for the price of a smaller one, or for less: nobody would buy the smaller one. */
export class PackagePricesNotRising extends DomainError {
  readonly code = 'service.package_prices_not_rising';
  readonly kind = 'rule_violation';

  constructor(pointer: string, tier: string) {
    super('A larger package costs more than a smaller one.', { pointer, tier });
  }
}

/** With all its express options chosen, the service would be delivered before it was ordered. */
export class DeliveryTooFast extends DomainError {
  readonly code = 'service.delivery_too_fast';
  readonly kind = 'rule_violation';

  constructor(days: number) {
    super('With all its express options chosen, a delivery still takes at least one day.', { days });
  }
}

/** More orders would have ended than were placed: whoever counts, counts wrongly. */
export class SaleNotRecorded extends DomainError {
  readonly code = 'service.sale_not_recorded';
  readonly kind = 'conflict';

  constructor(serviceId: string) {
    super('No sale of this service is recorded that could end.', { serviceId });
  }
}
