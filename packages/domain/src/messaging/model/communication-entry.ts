import { DAY, type Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatId } from './chat.js';

export const COMMUNICATION_KINDS = [
  'socket.open',
  'socket.close',
  'message.delivered',
  'message.read',
  'typing',
  'push.sent',
  'push.failed',
  'email.sent',
  'email.failed',
  'sms.sent',
  'sms.failed',
] as const;
export type CommunicationKind = (typeof COMMUNICATION_KINDS)[number];

export const TRANSPORTS = ['http', 'websocket', 'sse', 'push', 'email', 'sms'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** How long an entry is kept. */
export const COMMUNICATION_LIFETIME = 90 * DAY;

/** One thing that happened between the platform and a person's device: what a complaint about a chat is judged by. */
export interface CommunicationEntry {
  readonly id: Id<'communication-entry'>;
  readonly at: Date;
  readonly kind: CommunicationKind;
  readonly userId: UserId;
  readonly chatId: ChatId | null;
  /** The message of the chat it is about. */
  readonly seq: number | null;
  readonly transport: Transport;
  /** Which of several connections of the user. */
  readonly connectionId: string | null;
  /** The process that saw it. */
  readonly node: string | null;
  /** How long it took, in milliseconds. */
  readonly ms: number | null;
  /** What went wrong, never with what was said. */
  readonly error: string | null;
  /** A digest: it tells whether two entries came from one place, not which. */
  readonly ipHash: string | null;
}
