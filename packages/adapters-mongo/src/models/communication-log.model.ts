import type { CommunicationEntry } from '@2krika/domain';
import { Schema, type Connection } from 'mongoose';

/** An entry of the log as it lies in the collection. */
export interface CommunicationLogDocument extends Omit<CommunicationEntry, 'id'> {
  readonly _id: string;
  /** Of real time, by which the server forgets it: `at` is of business time, which development and tests move. */
  readonly storedAt: Date;
}

const communicationLogSchema = new Schema<CommunicationLogDocument>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    storedAt: { type: Date, required: true },
    kind: { type: String, required: true },
    userId: { type: String, required: true },
    chatId: { type: String, default: null },
    seq: { type: Number, default: null },
    transport: { type: String, required: true },
    connectionId: { type: String, default: null },
    node: { type: String, default: null },
    ms: { type: Number, default: null },
    error: { type: String, default: null },
    ipHash: { type: String, default: null },
  },
  { collection: 'communication_logs', versionKey: false, strict: 'throw' },
);

export type CommunicationLogModel = ReturnType<typeof communicationLogModel>;

export function communicationLogModel(connection: Connection) {
  return connection.model('CommunicationLog', communicationLogSchema);
}
