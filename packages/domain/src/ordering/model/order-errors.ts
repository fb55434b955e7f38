import type { PackageTier } from '../../catalogue/index.js';
import { DomainError } from '../../kernel/index.js';
import type { OrderEventName, OrderGuard, OrderState } from './order-process.js';

/** There is no such order, or it is none of the actor's business. */
export class OrderNotFound extends DomainError {
  readonly code = 'order.not_found';
  readonly kind = 'not_found';

  constructor(orderId: string) {
    super('There is no such order.', { orderId });
  }
}

/** Nobody buys from themselves. */
export class SelfPurchase extends DomainError {
  readonly code = 'order.self_purchase';
  readonly kind = 'rule_violation';

  constructor() {
    super('You cannot order your own service.');
  }
}

/** The service cannot be ordered: it is not live, or its seller is away or suspended. */
export class ServiceNotOrderable extends DomainError {
  readonly code = 'order.service_not_orderable';
  readonly kind = 'conflict';

  constructor(serviceId: string, reason: 'not_active' | 'seller_unavailable') {
    super('This service cannot be ordered right now.', { serviceId, reason });
  }
}

/** The service is not sold in this size. */
export class PackageNotOffered extends DomainError {
  readonly code = 'order.package_not_offered';
  readonly kind = 'rule_violation';

  constructor(tier: PackageTier) {
    super('This service is not offered in this package.', { pointer: '/package', tier });
  }
}

/** The option is not one of the service, is switched off, or is asked for too often. */
export class OptionNotOffered extends DomainError {
  readonly code = 'order.option_not_offered';
  readonly kind = 'rule_violation';

  constructor(optionId: string, reason: 'unknown' | 'repeated' | 'quantity') {
    super('This option is not offered like that.', { optionId, reason });
  }
}

/** The order's process has no such step for this state and role. */
export class OrderEventRefused extends DomainError {
  readonly code = 'order.event_refused';
  readonly kind = 'conflict';

  constructor(event: OrderEventName, state: OrderState, allowedActions: readonly OrderEventName[]) {
    super(`An order that is ${state} does not allow ${event}.`, { event, state, allowedActions });
  }
}

/** The step is somebody else's to take. */
export class OrderRoleRefused extends DomainError {
  readonly code = 'order.role_refused';
  readonly kind = 'forbidden';

  constructor(event?: OrderEventName) {
    super('This is not yours to do on this order.', event === undefined ? {} : { event });
  }
}

const GUARD_MESSAGES: Readonly<Record<OrderGuard, string>> = {
  no_payment_under_way: 'A payment of this order may still bring its money.',
  very_late: 'The seller is not late enough for this.',
  revisions_left: 'No revision is left of those this order includes.',
};

/** State and role allow the step, a condition of it does not hold. */
export class OrderGuardRefused extends DomainError {
  readonly code = 'order.guard_refused';
  readonly kind = 'conflict';

  constructor(event: OrderEventName, guard: OrderGuard) {
    super(GUARD_MESSAGES[guard], { event, guard });
  }
}

/** The message says too little for the other side to act on. */
export class MessageTooShort extends DomainError {
  readonly code = 'order.message_too_short';
  readonly kind = 'rule_violation';

  constructor(minimum: number) {
    super(`Say it in at least ${minimum} characters.`, { pointer: '/message', minimum });
  }
}

/** Orders written under another process version cannot be moved by this release. */
export class ProcessVersionUnknown extends DomainError {
  readonly code = 'order.process_version_unknown';
  readonly kind = 'conflict';

  constructor(version: number) {
    super('This order follows a process this release does not know.', { version });
  }
}

/** The order does not wait for a payment: it is paid, or over. */
export class OrderNotPayable extends DomainError {
  readonly code = 'order.not_payable';
  readonly kind = 'conflict';

  constructor(orderId: string, state: OrderState) {
    super('This order does not wait for a payment.', { orderId, state });
  }
}

/** The order holds no money that could go back. */
export class OrderNotRefundable extends DomainError {
  readonly code = 'order.not_refundable';
  readonly kind = 'conflict';

  constructor(orderId: string) {
    super('This order holds no money that could go back.', { orderId });
  }
}

/** Whoever asked for a refund does not approve it. */
export class SelfApproval extends DomainError {
  readonly code = 'refund.self_approval';
  readonly kind = 'forbidden';

  constructor() {
    super('Somebody else must decide on what you asked for, or gain or lose by.');
  }
}
