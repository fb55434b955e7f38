import { isUuid, type Id } from '../../kernel/index.js';
import type { Locale, UserId } from '../../identity/index.js';
import type { ChatId } from './chat.js';
import { InvalidMessage } from './message-errors.js';
import { isSystemEvent, SYSTEM_TEXTS, type SystemEvent } from './system-texts.js';

export type MessageId = Id<'message'>;

/** Characters of one message. */
export const MAX_CONTENT = 5_000;
export const MAX_ATTACHMENTS = 10;

export const MESSAGE_KINDS = ['text', 'system'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A file as the message shows it. What is copied here of the upload never changes there. */
export interface Attachment {
  readonly uploadId: Id<'upload'>;
  /** The key its bytes are stored under. */
  readonly path: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly name: string;
}

/** What is to be said in a chat: a message without its place. */
export interface MessageDraft {
  readonly id: MessageId;
  readonly chatId: ChatId;
  /** Null for what the platform says. */
  readonly senderId: UserId | null;
  readonly kind: MessageKind;
  /** The event a system message tells of; null for what people say. */
  readonly event: string | null;
  /** What people wrote, empty when they only attached files; of a system message its French text. */
  readonly content: string;
  /** The sender's own number for it: sent again, it is said once. */
  readonly clientMessageId: string;
  readonly attachments: readonly Attachment[];
  /** When the platform took it. Order is by `seq`: a clock may jump. */
  readonly timestamp: Date;
}

/** One thing said in a chat. */
export interface Message extends MessageDraft {
  /** Its place in the chat: from 1, without gaps. */
  readonly seq: number;
}

export interface WrittenMessage {
  readonly id: MessageId;
  readonly chatId: ChatId;
  readonly senderId: UserId;
  readonly content: string;
  readonly clientMessageId: string;
  readonly attachments: readonly Attachment[];
  readonly now: Date;
}

/** What cannot be shown, or not be stored as it is: half a character, and control characters but tab and line breaks. */
const UNREADABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** What a person says. @throws InvalidMessage */
export function textMessage({ now, ...written }: WrittenMessage): MessageDraft {
  const { content, attachments, clientMessageId } = written;
  if ([...content].length > MAX_CONTENT) {
    throw new InvalidMessage('/content', `A message has at most ${MAX_CONTENT} characters.`);
  }
  if (UNREADABLE.test(content)) {
    throw new InvalidMessage('/content', 'A message has no control characters and no broken ones.');
  }
  if (attachments.length > MAX_ATTACHMENTS) {
    throw new InvalidMessage('/attachments', `A message has at most ${MAX_ATTACHMENTS} attachments.`);
  }
  if (content.trim() === '' && attachments.length === 0) {
    throw new InvalidMessage('/content', 'A message has words or an attachment.');
  }
  if (new Set(attachments.map(({ uploadId }) => uploadId)).size < attachments.length) {
    throw new InvalidMessage('/attachments', 'A file is attached once.');
  }
  if (!isUuid(clientMessageId)) throw new InvalidMessage('/clientMessageId', 'This is a UUID.');
  return { ...written, kind: 'text', event: null, timestamp: now };
}

/** What the platform says of an event, once however often it is told: the event's id is the number of the message. */
export function systemMessage({
  event,
  eventId,
  now,
  ...place
}: {
  readonly id: MessageId;
  readonly chatId: ChatId;
  readonly event: SystemEvent;
  readonly eventId: Id<'outbox-event'>;
  readonly now: Date;
}): MessageDraft {
  return {
    ...place,
    senderId: null,
    kind: 'system',
    event,
    content: SYSTEM_TEXTS[event].fr,
    clientMessageId: eventId,
    attachments: [],
    timestamp: now,
  };
}

/** A system message in the reader's language. What people wrote stays as it is, and so does what nobody says any more. */
export function inLanguage(message: Message, locale: Locale): Message {
  const { event } = message;
  return event !== null && isSystemEvent(event)
    ? { ...message, content: SYSTEM_TEXTS[event][locale] }
    : message;
}

const PREVIEW_LENGTH = 100;

/** One line for a list of chats. */
export function previewOf({ content, attachments }: Pick<MessageDraft, 'content' | 'attachments'>): string {
  const line = content.replace(/\s+/gu, ' ').trim();
  const text = line === '' ? (attachments[0]?.name ?? '') : line;
  const characters = [...text];
  return characters.length <= PREVIEW_LENGTH ? text : `${characters.slice(0, PREVIEW_LENGTH - 1).join('')}…`;
}
