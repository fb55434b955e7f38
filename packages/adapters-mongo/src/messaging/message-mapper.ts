import type { Message, UserId } from '@2krika/domain';
import type { MessageDocument, MessageOutbox } from '../models/message.model.js';

/** Whose messages the platform's own are: in the store every message has a sender. */
const PLATFORM = 'platform';

/** A sender as the store names it. */
export function storedSender(senderId: UserId | null): string {
  return senderId ?? PLATFORM;
}

/** A sender as the domain names it. */
export function senderOf(stored: string): UserId | null {
  return stored === PLATFORM ? null : stored;
}

export function documentOf({ id, senderId, ...message }: Message, outbox: MessageOutbox): MessageDocument {
  return { _id: id, senderId: storedSender(senderId), ...message, outbox };
}

export function messageOf(document: MessageDocument): Message {
  const { _id, chatId, seq, senderId, kind, event, content, timestamp, clientMessageId } = document;
  return {
    id: _id,
    ...{ chatId, seq, kind, event, content, timestamp, clientMessageId },
    senderId: senderOf(senderId),
    attachments: document.attachments.map(({ uploadId, path, type, size, name }) => ({
      ...{ uploadId, path, type, size, name },
    })),
  };
}
