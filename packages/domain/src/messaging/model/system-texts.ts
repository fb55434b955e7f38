import type { Locale } from '../../identity/index.js';

/** What the chat of an order says when something happens to the order. */
export const SYSTEM_TEXTS = {
  'order.created': {
    fr: 'La commande est passée. Elle attend son paiement.',
    en: 'The order was placed. It waits for its payment.',
  },
  'order.paid': {
    fr: 'La commande est payée. Le travail peut commencer.',
    en: 'The order is paid. The work can begin.',
  },
  'order.delivered': {
    fr: 'Le travail est livré. Le client peut l’accepter ou demander une révision.',
    en: 'The work was delivered. The customer can accept it or ask for a revision.',
  },
  'order.revision_requested': {
    fr: 'Le client demande une révision.',
    en: 'The customer asks for a revision.',
  },
  'order.completed': {
    fr: 'La commande est terminée.',
    en: 'The order is completed.',
  },
  'order.cancelled': {
    fr: 'La commande est annulée.',
    en: 'The order was cancelled.',
  },
  'order.expired': {
    fr: 'La commande a expiré faute de paiement.',
    en: 'The order expired because it was not paid.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type SystemEvent = keyof typeof SYSTEM_TEXTS;

/** Whether the chat has something to say about events of this name. */
export function isSystemEvent(name: string): name is SystemEvent {
  return Object.hasOwn(SYSTEM_TEXTS, name);
}
