import { randomUUID } from 'node:crypto';
import { PEOPLE, type Person } from './world.js';

/** `in`: let through to whatever the state of things answers then. */
export type Verdict = 'in' | 401 | 403 | 404;

/** Who a route is for. */
export interface AccessRule {
  readonly verdictFor: (person: Person) => Verdict;
  /** What it is asked with: well-formed, so that nothing else refuses before the access does. */
  readonly body?: object | Uint8Array;
  /** The world has none, so whoever is let in is told so. */
  readonly isAbsent?: true;
}

const everybody: AccessRule = { verdictFor: () => 'in' };
/** Of a remote system, by its signature: no token helps. */
const signed: AccessRule = { verdictFor: () => 401, body: new TextEncoder().encode('{}') };

const signedIn = (body?: object): AccessRule => ({
  verdictFor: (person) => (person === 'nobody' ? 401 : 'in'),
  ...(body ? { body } : {}),
});

/** Things that are not somebody's are not there for them. */
const only = (people: readonly Person[], body?: object | Uint8Array, forbidden: readonly Person[] = []) => ({
  verdictFor(person: Person): Verdict {
    if (person === 'nobody') return 401;
    if (people.includes(person)) return 'in';
    return forbidden.includes(person) ? 403 : 404;
  },
  ...(body ? { body } : {}),
});

/** By a role, whatever else somebody is to the thing; an administrator has them all. */
const staff = (roles: readonly Person[], body?: object): AccessRule =>
  only(
    [...roles, 'admin'],
    body,
    PEOPLE.filter((person) => !roles.includes(person)),
  );

const SELLER: readonly Person[] = ['seller'];
const PARTIES: readonly Person[] = ['customer', 'seller'];
const ORDER_READERS: readonly Person[] = [...PARTIES, 'support', 'admin'];
const REFUND_READERS: readonly Person[] = [...ORDER_READERS, 'finance'];
/** Staff who see orders hear that what parties do is not theirs to do. */
const byCustomer = (body?: object) => only(['customer'], body, ['seller', 'support', 'admin']);
const bySeller = (body?: object) => only(SELLER, body, ['customer', 'support', 'admin']);
/** Moderators see services that are not live. */
const byOwner = () => only(SELLER, undefined, ['moderator', 'admin']);

const TEXT = 'Cela se lit et se comprend.';

const REFUSAL = { reasonCodes: ['other'], messageToUser: TEXT };

/** Every route of the product. One that is not listed here fails the suite. */
export const ACCESS_RULES: Readonly<Record<string, AccessRule>> = {
  'POST /v1/auth/register': everybody,
  'POST /v1/auth/verify-email': everybody,
  'POST /v1/auth/verify-email/resend': everybody,
  'POST /v1/auth/login': everybody,
  'POST /v1/auth/refresh': everybody,
  'POST /v1/auth/logout': signedIn({ refreshToken: 'no-token' }),
  'POST /v1/auth/logout-all': signedIn(),
  'GET /v1/me': signedIn(),

  'POST /v1/uploads': signedIn(),
  'PUT /v1/uploads/{id}/content': only(SELLER, new TextEncoder().encode('GIF89a')),
  'GET /v1/uploads/{id}': only(SELLER),
  'GET /v1/uploads/{id}/download': only(SELLER),
  'GET /v1/public-files/{id}': everybody,
  'DELETE /v1/uploads/{id}': only(SELLER),

  'GET /v1/me/kyc': signedIn(),
  'GET /v1/me/kyc/identities': signedIn(),
  'GET /v1/me/kyc/identities/{id}': only(SELLER),
  'POST /v1/me/kyc/identities': signedIn(),
  'PATCH /v1/me/kyc/identities/{id}': only(SELLER, { legalFirstName: 'Awa' }),
  'POST /v1/me/kyc/identities/{id}/submit': only(SELLER, { hasConsented: false }),
  'POST /v1/me/kyc/identities/{id}/withdraw': only(SELLER),
  'PUT /v1/me/kyc/identities/{id}/documents/{kind}': only(SELLER, { uploadId: randomUUID() }),
  'DELETE /v1/me/kyc/identities/{id}/documents/{kind}': only(SELLER),
  'GET /v1/admin/kyc/identities': staff(['reviewer']),
  'GET /v1/admin/kyc/identities/{id}': staff(['reviewer']),
  'GET /v1/admin/kyc/identities/{id}/documents/{kind}': staff(['reviewer']),
  'POST /v1/admin/kyc/identities/{id}/claim': staff(['reviewer']),
  'POST /v1/admin/kyc/identities/{id}/release': staff(['reviewer']),
  'POST /v1/admin/kyc/identities/{id}/approve': staff(['reviewer'], {}),
  'POST /v1/admin/kyc/identities/{id}/request-resubmission': staff(['reviewer'], REFUSAL),
  'POST /v1/admin/kyc/identities/{id}/reject': staff(['reviewer'], REFUSAL),

  'GET /v1/categories': everybody,
  'GET /v1/services': everybody,
  'GET /v1/services/{id}': everybody,
  'GET /v1/me/services': signedIn(),
  // A live one is anybody's to see; its owner sees it whatever it is.
  'GET /v1/me/services/{id}': signedIn(),
  'POST /v1/services': signedIn(),
  'PATCH /v1/services/{id}': only(SELLER, { title: TEXT }),
  'POST /v1/services/{id}/options': only(SELLER, { title: TEXT, price: 5_000, extraDays: 1 }),
  'DELETE /v1/services/{id}/options/{optionId}': only(SELLER),
  'PUT /v1/services/{id}/packages': only(SELLER, {
    packages: [{ tier: 'basic', price: 5_000, deliveryDays: 3, revisionsIncluded: null }],
  }),
  'PUT /v1/services/{id}/requirements': only(SELLER, { requirements: [{ prompt: TEXT, kind: 'text' }] }),
  'PUT /v1/services/{id}/media': only(SELLER, { uploadIds: [] }),
  'POST /v1/services/{id}/submit': only(SELLER),
  'POST /v1/services/{id}/pause': byOwner(),
  'POST /v1/services/{id}/resume': byOwner(),
  'DELETE /v1/services/{id}': byOwner(),
  'POST /v1/admin/services/{id}/approve': staff(['moderator']),
  'POST /v1/admin/services/{id}/reject': staff(['moderator'], { reason: TEXT }),

  'GET /v1/me/accounts': signedIn(),
  'GET /v1/me/transactions': signedIn(),
  'GET /v1/me/earnings': signedIn(),
  'GET /v1/me/payout-methods': signedIn(),
  'POST /v1/me/payout-methods': signedIn(),
  'POST /v1/me/withdrawals': signedIn(),
  'GET /v1/me/withdrawals': signedIn(),
  'GET /v1/me/withdrawals/{id}': only(SELLER),
  'POST /v1/me/withdrawals/{id}/cancel': only(SELLER),
  'POST /v1/admin/withdrawals/{id}/approve': staff(['finance'], { reason: TEXT }),
  'POST /v1/admin/withdrawals/{id}/reject': staff(['finance'], { reason: TEXT }),
  'POST /v1/admin/withdrawals/{id}/mark-returned': staff(['finance'], { reason: TEXT }),
  'GET /v1/admin/ledger/trial-balance': staff(['finance']),
  'POST /v1/admin/ledger/treasury-moves': staff(['finance']),

  'POST /v1/orders/{id}/payments': only(['customer'], { channel: 'mtn_cm', msisdn: '+237670000001' }),
  'GET /v1/orders/{id}/payments': only(ORDER_READERS),
  'GET /v1/payments/{id}': only(['customer', 'support', 'finance', 'admin']),
  'POST /v1/webhooks/payments/{provider}': signed,
  'POST /v1/orders/{id}/refunds': only(REFUND_READERS, { reasonCode: 'goodwill' }),
  'GET /v1/orders/{id}/refunds': only(REFUND_READERS),
  'GET /v1/refunds/{id}': only(REFUND_READERS),
  'POST /v1/admin/refunds/{id}/approve': staff(['finance']),
  'POST /v1/admin/refunds/{id}/reject': staff(['finance'], { reason: TEXT }),

  'GET /v1/orders': signedIn(),
  'GET /v1/admin/orders': staff(['support']),
  'GET /v1/orders/{id}': only(ORDER_READERS),
  'GET /v1/orders/{id}/actions': only(ORDER_READERS),
  'GET /v1/orders/{id}/events': only(ORDER_READERS),
  'POST /v1/orders': signedIn(),
  'POST /v1/orders/{id}/deliveries': bySeller({ message: TEXT, linkUrls: ['https://exemple.cm'] }),
  'POST /v1/orders/{id}/accept': byCustomer(),
  'POST /v1/orders/{id}/revisions': byCustomer({ message: TEXT }),
  'POST /v1/orders/{id}/cancel': byCustomer(),
  'POST /v1/admin/orders/{id}/transitions': staff(['support'], { event: 'request_revision', reason: TEXT }),

  'GET /v1/chats': signedIn(),
  'GET /v1/chats/{id}': only(PARTIES),
  'GET /v1/me/unread': signedIn(),
  'GET /v1/chats/{id}/messages': only(PARTIES),
  'POST /v1/chats/{id}/messages': only(PARTIES, { clientMessageId: randomUUID(), content: TEXT }),
  'PUT /v1/chats/{id}/read': only(PARTIES, { seq: 1 }),
  'PUT /v1/chats/{id}/delivered': only(PARTIES, { seq: 1 }),
  'GET /v1/admin/communication-logs': staff(['support']),

  'GET /v1/admin/slow-queries': staff([]),
  'POST /v1/admin/slow-queries/{fingerprint}/explain': { ...staff([]), isAbsent: true },
  'POST /v1/admin/users/{id}/restore': staff([], { reason: TEXT }),
  'POST /v1/admin/services/{id}/restore': staff([], { reason: TEXT }),
  'POST /v1/admin/categories/{id}/restore': staff([], { reason: TEXT }),
  'GET /v1/admin/job-runs': staff([]),
  'GET /v1/admin/backups': staff([]),
  'GET /v1/admin/dead-letters': staff([]),
  'POST /v1/admin/dead-letters/{queue}/{id}/replay': { ...staff([], { reason: TEXT }), isAbsent: true },
};
