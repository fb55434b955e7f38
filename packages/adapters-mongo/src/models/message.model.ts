import { MAX_CONTENT, type Attachment, type MessageKind } from '@2krika/domain';
import { Schema, type Connection } from 'mongoose';

/** A message as it lies in the collection. */
export interface MessageDocument {
  readonly _id: string;
  readonly chatId: string;
  readonly seq: number;
  readonly senderId: string;
  readonly kind: MessageKind;
  readonly event: string | null;
  readonly content: string;
  readonly timestamp: Date;
  readonly clientMessageId: string;
  readonly attachments: readonly Attachment[];
  readonly outbox: MessageOutbox;
}

/** The promise to tell the rest of the platform, kept in the message: one write is both. */
export interface MessageOutbox {
  readonly state: 'pending' | 'done';
  /** How often it failed. */
  readonly attempts: number;
  /** When it is to be kept, or was. */
  readonly at: Date;
  /** Why it failed last. */
  readonly error: string | null;
}

const PART = { _id: false, strict: 'throw' } as const;

const attachmentSchema = new Schema<Attachment>(
  {
    uploadId: { type: String, required: true },
    path: { type: String, required: true },
    // Written `type: String` it would tell Mongoose that an attachment is a string.
    type: { type: String, required: true },
    size: { type: Number, required: true },
    name: { type: String, required: true },
  },
  PART,
);

const outboxSchema = new Schema<MessageOutbox>(
  {
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    at: { type: Date, required: true },
    error: { type: String, default: null },
  },
  PART,
);

const messageSchema = new Schema<MessageDocument>(
  {
    _id: { type: String, required: true },
    chatId: { type: String, required: true },
    seq: { type: Number, required: true, min: 1 },
    senderId: { type: String, required: true },
    kind: { type: String, required: true },
    event: { type: String, default: null },
    content: {
      type: String,
      // In UTF-16 units, of which a character has at most two.
      maxlength: 2 * MAX_CONTENT,
      // Not `required`, which an empty text fails: a message may be of files alone.
      validate(this: MessageDocument, content: string) {
        return content !== '' || this.attachments.length > 0;
      },
    },
    timestamp: { type: Date, required: true },
    clientMessageId: { type: String, required: true },
    attachments: [attachmentSchema],
    outbox: { type: outboxSchema, required: true },
  },
  { collection: 'messages', versionKey: false, strict: 'throw' },
);

export type MessageModel = ReturnType<typeof messageModel>;

export function messageModel(connection: Connection) {
  return connection.model('Message', messageSchema);
}
