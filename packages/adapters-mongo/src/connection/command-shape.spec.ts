import { mongo } from 'mongoose';
import { shapeOf } from './command-shape.js';

const SECRET = 'Le code est 4711';

describe('shapeOf', () => {
  it.each<[string, string, object, string]>([
    [
      'a query',
      'find',
      {
        find: 'messages',
        filter: { chatId: SECRET, seq: { $lt: 4711 }, at: new Date(0), _id: new mongo.ObjectId() },
        sort: { seq: -1 },
        limit: 20,
        projection: { content: 1 },
      },
      'find messages {chatId, seq: {$lt}, at, _id} sort {seq}',
    ],
    [
      'a list of values, however long',
      'find',
      { find: 'messages', filter: { _id: { $in: [SECRET, SECRET] }, $or: [{ a: 1 }, { a: 2 }, { b: 3 }] } },
      'find messages {_id: {$in}, $or: [{a}, {b}]}',
    ],
    [
      'a change',
      'findAndModify',
      {
        findAndModify: 'messages',
        query: { _id: SECRET },
        update: { $set: { content: SECRET, files: [{ path: SECRET }] } },
      },
      'findAndModify messages {_id} update {$set: {content, files: [{path}]}}',
    ],
    [
      'an insertion, of which the documents are values',
      'insert',
      { insert: 'messages', documents: [{ content: SECRET }], ordered: true },
      'insert messages',
    ],
    [
      'several changes',
      'update',
      {
        update: 'chatstates',
        updates: [{ q: { chatId: SECRET }, u: { $max: { lastReadSeq: 3 } }, upsert: true }],
      },
      'update chatstates [{q: {chatId}, u: {$max: {lastReadSeq}}, upsert}]',
    ],
    [
      'a summary',
      'aggregate',
      {
        aggregate: 'messages',
        pipeline: [{ $match: { chatId: SECRET } }, { $group: { _id: '$chatId', n: { $sum: 1 } } }],
      },
      'aggregate messages [{$match: {chatId}}, {$group: {_id, n: {$sum}}}]',
    ],
    ['what is of no collection', 'ping', { ping: 1 }, 'ping'],
  ])('names the fields of %s and none of its values', (_, name, command, expected) => {
    expect(shapeOf(name, command)).toBe(expected);
  });
});
