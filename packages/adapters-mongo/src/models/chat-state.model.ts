import type { ReadMarks } from '@2krika/domain';
import { Schema, type Connection } from 'mongoose';

/** How far a member of a chat is, as it lies in the collection. */
export interface ChatStateDocument extends ReadMarks {
  readonly updatedAt: Date;
}

const chatStateSchema = new Schema<ChatStateDocument>(
  {
    chatId: { type: String, required: true },
    userId: { type: String, required: true },
    lastDeliveredSeq: { type: Number, required: true },
    lastReadSeq: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'chat_states', versionKey: false, strict: 'throw' },
);

export type ChatStateModel = ReturnType<typeof chatStateModel>;

export function chatStateModel(connection: Connection) {
  return connection.model('ChatState', chatStateSchema);
}
