import {
  AlreadyExists,
  LockTimeout,
  MessageRepository,
  type ChatId,
  type Id,
  type Message,
  type MessageDraft,
  type MessageId,
  type MessageKey,
  type PendingMessage,
  type UnreadSince,
  type UserId,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface Outbox {
  readonly isPending: boolean;
  readonly attempts: number;
  readonly at: Date;
  readonly error: string | null;
}

interface MessageRow extends Message {
  readonly outbox: Outbox;
}

/** A key whose part is null binds nobody; the platform is a sender like any other. */
const PLATFORM = 'platform';

export const messages = new InMemoryTable<MessageRow>({
  name: 'message',
  key: (message) => message.id,
  unique: [
    { value: ({ chatId, seq }) => [chatId, seq], violation: () => new AlreadyExists('message') },
    {
      value: ({ chatId, senderId, clientMessageId }) => [chatId, senderId ?? PLATFORM, clientMessageId],
      violation: () => new AlreadyExists('message'),
    },
  ],
});

const MAX_TRIES = 100;

/** Loses and retries as the real one does: reading the last place and taking the next are two steps. */
export class InMemoryMessageRepository extends MessageRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async append(draft: MessageDraft) {
    const outbox = { isPending: true, attempts: 0, at: draft.timestamp, error: null };
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const message = { ...draft, seq: (await this.lastSeq(draft.chatId)) + 1 };
      try {
        await this.store.session().insert(messages, { ...message, outbox });
        return { message, isRepeat: false };
      } catch (error) {
        if (!(error instanceof AlreadyExists)) throw error;
      }
      const said = await this.findSent(draft);
      if (said) return { message: said, isRepeat: true };
    }
    throw new LockTimeout();
  }

  async find(id: MessageId) {
    const row = await this.store.session().find(messages, id);
    return row && messageOf(row);
  }

  async findSent({ chatId, senderId, clientMessageId }: MessageKey) {
    const [said] = await this.where(
      (row) => row.chatId === chatId && row.senderId === senderId && row.clientMessageId === clientMessageId,
    );
    return said ?? null;
  }

  async lastSeq(chatId: ChatId) {
    const said = await this.where((row) => row.chatId === chatId);
    return said.at(-1)?.seq ?? 0;
  }

  async listBefore(chatId: ChatId, seq: number | null, limit: number) {
    const before = await this.where((row) => row.chatId === chatId && (seq === null || row.seq < seq));
    return before.slice(-limit);
  }

  async listAfter(chatId: ChatId, seq: number, limit: number) {
    return (await this.where((row) => row.chatId === chatId && row.seq > seq)).slice(0, limit);
  }

  async countUnread(userId: UserId, chats: readonly UnreadSince[], cap: number) {
    const counts = new Map<ChatId, number>();
    for (const { chatId, lastReadSeq } of chats) {
      const unread = await this.where(
        (row) => row.chatId === chatId && row.seq > lastReadSeq && row.senderId !== userId,
      );
      counts.set(chatId, Math.min(unread.length, cap));
    }
    return counts;
  }

  async chatsShowing(uploadId: Id<'upload'>) {
    const shown = await this.where(({ attachments }) =>
      attachments.some((attachment) => attachment.uploadId === uploadId),
    );
    return [...new Set(shown.map(({ chatId }) => chatId))];
  }

  async listPending(now: Date, limit: number) {
    const due = await this.store
      .session()
      .where(messages, ({ outbox }) => outbox.isPending && outbox.at <= now);
    return due
      .sort((left, right) => left.outbox.at.getTime() - right.outbox.at.getTime() || left.seq - right.seq)
      .slice(0, limit)
      .map((row) => ({
        message: messageOf(row),
        attempts: row.outbox.attempts,
        lastError: row.outbox.error,
        offeredAt: row.outbox.at,
      }));
  }

  async markAnnounced(id: MessageId, now: Date) {
    await this.changeOutbox(id, (outbox) => ({ ...outbox, isPending: false, at: now }));
  }

  async claim(pending: PendingMessage, until: Date) {
    const claimed = await this.changeOutbox(pending.message.id, (outbox) =>
      isOfferedAt(outbox, pending.offeredAt) ? { ...outbox, at: until } : null,
    );
    return claimed && { ...pending, offeredAt: until };
  }

  async postpone({ message, offeredAt }: PendingMessage, error: string, at: Date) {
    await this.changeOutbox(message.id, (outbox) =>
      isOfferedAt(outbox, offeredAt) ? { ...outbox, attempts: outbox.attempts + 1, error, at } : null,
    );
  }

  private changeOutbox(id: MessageId, change: (outbox: Outbox) => Outbox | null) {
    return this.store.session().change(messages, id, (row) => {
      const outbox = row.outbox.isPending ? change(row.outbox) : null;
      return outbox && { ...row, outbox };
    });
  }

  /** In the order of their places. */
  private async where(predicate: (row: MessageRow) => boolean): Promise<Message[]> {
    const rows = await this.store.session().where(messages, predicate);
    return rows.sort((left, right) => left.seq - right.seq).map(messageOf);
  }
}

function isOfferedAt({ at }: Outbox, offeredAt: Date): boolean {
  return at.getTime() === offeredAt.getTime();
}

function messageOf({ outbox: _, ...message }: MessageRow): Message {
  return message;
}
