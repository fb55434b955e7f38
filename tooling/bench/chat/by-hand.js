/** @import { Collection } from 'mongodb' */
/** @import { MessageDraft } from '@2krika/domain' */

/**
 * A message as it lies in the collection.
 *
 * @typedef {Omit<MessageDraft, 'id'> & { _id: string, seq: number, senderId: string, outbox: object }} MessageDocument
 */

/**
 * Takes the place behind the last message; the unique index refuses whoever was slower.
 *
 * @param {Collection<MessageDocument>} collection
 * @param {MessageDraft} draft
 */
export async function appendByHand(collection, { id, ...draft }) {
  const { chatId } = draft;
  const last = await collection.findOne({ chatId }, { sort: { seq: -1 }, projection: { seq: 1 } });
  await collection.insertOne({
    _id: id,
    ...{ ...draft, senderId: draft.senderId ?? 'platform', seq: (last?.seq ?? 0) + 1 },
    outbox: { state: 'pending', attempts: 0, at: draft.timestamp, error: null },
  });
}

/**
 * @param {Collection<MessageDocument>} collection
 * @param {string} chatId
 * @param {number} limit
 */
export async function historyByHand(collection, chatId, limit) {
  const newest = await collection.find({ chatId }).sort({ seq: -1 }).limit(limit).toArray();
  return newest.reverse().map(({ _id: id, outbox: _, ...message }) => ({ id, ...message }));
}
