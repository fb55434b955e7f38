export const OPERATION_KINDS = ['collection', 'refund', 'payout'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];
