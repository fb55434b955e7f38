import { MessageIntegrity, type ChatId } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { chatStates } from './in-memory-chat-state-repository.js';
import { messages } from './in-memory-message-repository.js';

export class InMemoryMessageIntegrity extends MessageIntegrity {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async summaries(chatIds: readonly ChatId[]) {
    const rows = await this.store.session().where(messages, ({ chatId }) => chatIds.includes(chatId));
    const spoken = [...new Set(rows.map(({ chatId }) => chatId))];
    return spoken.map((chatId) => {
      const said = rows.filter((row) => row.chatId === chatId);
      return {
        chatId,
        messages: said.length,
        lastSeq: Math.max(...said.map(({ seq }) => seq)),
        senders: [...new Set(said.flatMap(({ senderId }) => (senderId === null ? [] : [senderId])))],
        isPending: said.some(({ outbox }) => outbox.isPending),
      };
    });
  }

  async marksIn(chatIds: readonly ChatId[]) {
    return this.store.session().where(chatStates, ({ chatId }) => chatIds.includes(chatId));
  }

  async *chatIds() {
    const rows = await this.store.session().all(messages);
    yield* new Set(rows.map(({ chatId }) => chatId));
  }

  async *attachedUploads() {
    for (const { attachments } of await this.store.session().all(messages)) {
      for (const { uploadId } of attachments) yield uploadId;
    }
  }
}
