/** Why money goes back, and whose doing it was: for statistics and the seller's level. */
export interface RefundReason {
  readonly code: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly fault: 'customer' | 'seller' | 'platform' | 'none';
}

export const REFUND_REASONS = [
  { code: 'not_delivered', labelFr: 'Jamais livré', labelEn: 'Never delivered', fault: 'seller' },
  { code: 'very_late', labelFr: 'Livré trop tard', labelEn: 'Delivered too late', fault: 'seller' },
  { code: 'not_as_described', labelFr: 'Non conforme', labelEn: 'Not as described', fault: 'seller' },
  {
    code: 'cancelled_by_staff',
    labelFr: 'Annulé par la plateforme',
    labelEn: 'Cancelled by the platform',
    fault: 'platform',
  },
  { code: 'changed_mind', labelFr: "Changement d'avis", labelEn: 'Changed their mind', fault: 'customer' },
  {
    code: 'late_payment',
    labelFr: 'Paiement arrivé trop tard',
    labelEn: 'Payment arrived too late',
    fault: 'none',
  },
  { code: 'goodwill', labelFr: 'Geste commercial', labelEn: 'Goodwill', fault: 'none' },
] as const satisfies readonly RefundReason[];

export type RefundReasonCode = (typeof REFUND_REASONS)[number]['code'];
