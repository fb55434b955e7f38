import type { RunCommand } from '../src/migrations/migration.js';

export async function up(run: RunCommand): Promise<void> {
  await run({
    createIndexes: 'messages',
    indexes: [
      // The two keys that are guarded are plain unique indexes over fields that are always there: a partial one is
      // not understood by every server that speaks the protocol.
      { name: 'place', key: { chatId: 1, seq: 1 }, unique: true },
      { name: 'client_message', key: { chatId: 1, senderId: 1, clientMessageId: 1 }, unique: true },
      { name: 'newest_of_chat', key: { chatId: 1, timestamp: -1 } },
      { name: 'attached_upload', key: { 'attachments.uploadId': 1 } },
      {
        name: 'pending',
        key: { 'outbox.at': 1, seq: 1 },
        partialFilterExpression: { 'outbox.state': 'pending' },
      },
    ],
  });
  await run({
    createIndexes: 'chat_states',
    indexes: [{ name: 'member_of_chat', key: { chatId: 1, userId: 1 }, unique: true }],
  });
  await run({
    createIndexes: 'communication_logs',
    indexes: [
      { name: 'newest_of_user', key: { userId: 1, at: -1, _id: -1 } },
      { name: 'newest_of_chat', key: { chatId: 1, at: -1, _id: -1 } },
      { name: 'age', key: { at: -1, _id: -1 } },
    ],
  });
}

export async function down(run: RunCommand): Promise<void> {
  await run({ drop: 'communication_logs' });
  await run({ drop: 'chat_states' });
  await run({ drop: 'messages' });
}
