/**
 * The figures of the story, in francs (XAF), worked out by hand: a system that agrees with them to the last
 * franc computed its fees, shares and roundings as it must.
 */
export const EXAMPLE = {
  package: 45_000,
  option: 5_000,
  /** Package and option. */
  price: 50_000,
  /** 1 % of the price, on top. */
  serviceFee: 500,
  /** What the customer pays. */
  total: 50_500,
  /** 15 % of the price. */
  commission: 7_500,
  /** What the seller earns. */
  net: 42_500,
  withdrawal: 30_000,
  /** After completion, taken from the three shares in proportion, rounded so that they add up. */
  refund: { amount: 10_000, sellerPart: 8_416, commissionPart: 1_485, feePart: 99 },
  /** The package alone with its fee: paid, never delivered, and given back whole. */
  lateOrder: { price: 45_000, serviceFee: 450, total: 45_450 },
};

const { refund } = EXAMPLE;

/**
 * How each step changes the balances of the trial balance, each on the normal side of its account. What is not
 * named does not move.
 *
 * @satisfies {Record<string, Record<string, number>>}
 */
export const BOOKINGS = {
  payment: { provider_clearing: EXAMPLE.total, order_escrow: EXAMPLE.total },
  completion: {
    order_escrow: -EXAMPLE.total,
    seller_pending: EXAMPLE.net,
    commission_revenue: EXAMPLE.commission,
    service_fee_revenue: EXAMPLE.serviceFee,
  },
  latePayment: { provider_clearing: EXAMPLE.lateOrder.total, order_escrow: EXAMPLE.lateOrder.total },
  clearing: { seller_pending: -EXAMPLE.net, seller_available: EXAMPLE.net },
  lateRefund: { order_escrow: -EXAMPLE.lateOrder.total, provider_clearing: -EXAMPLE.lateOrder.total },
  withdrawal: { seller_available: -EXAMPLE.withdrawal, disbursement_float: -EXAMPLE.withdrawal },
  refund: {
    provider_clearing: -refund.amount,
    seller_available: -refund.sellerPart,
    commission_revenue: -refund.commissionPart,
    service_fee_revenue: -refund.feePart,
  },
  /** The whole story. */
  story: {
    provider_clearing: 40_500,
    disbursement_float: -30_000,
    seller_available: 4_084,
    commission_revenue: 6_015,
    service_fee_revenue: 401,
  },
};
