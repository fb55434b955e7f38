import { randomUUID } from 'node:crypto';
import { RANDOM_IDS } from '../ids-and-time.js';
import { appendByHand, historyByHand } from './by-hand.js';

/** @import { MessageDraft } from '@2krika/domain' */
/** @import { BenchMarket } from '../bench-market.js' */
/** @import { BenchPath } from '../paths.js' */

const GOAL = 0.9;
const CHATS = 4;
/** More than a page of history. Few in all: a server that reads every document of a collection is measured too. */
const MESSAGES = 60;
const PAGE = 50;

/**
 * What the chat asks of MongoDB, against the bare driver on the same server.
 *
 * @param {BenchMarket} market
 * @returns {Promise<readonly [BenchPath<string, unknown>, BenchPath<string, string>]>}
 */
export async function chatPaths({ messages, messageCollection, mongoDescription }) {
  const chats = Array.from({ length: CHATS }, () => randomUUID());
  for (const chatId of chats) {
    for (let count = 0; count < MESSAGES; count += 1) await messages.append(draftFor(chatId));
  }
  const server = `on ${mongoDescription}`;
  return [
    {
      name: `chat: history page of ${PAGE}, ${server}`,
      goal: GOAL,
      runs: 12,
      inputs: chats,
      contenders: [
        { name: 'mongodb driver', run: (chatId) => historyByHand(messageCollection, chatId, PAGE) },
        { name: '2KRIKA', run: (chatId) => messages.listBefore(chatId, null, PAGE) },
      ],
    },
    {
      name: `chat: append a message, ${server}`,
      goal: GOAL,
      runs: 8,
      inputs: chats,
      contenders: [
        {
          name: 'mongodb driver',
          run: async (chatId) => {
            const draft = draftFor(chatId);
            await appendByHand(messageCollection, draft);
            return draft.id;
          },
        },
        {
          name: '2KRIKA',
          run: async (chatId) => (await messages.append(draftFor(chatId))).message.id,
        },
      ],
      readBack: async (id) => {
        const document = await messageCollection.findOne({ _id: id });
        return document && { ...document, ...OWN };
      },
    },
  ];
}

/** What differs from one message to the next. */
const OWN = { _id: null, seq: null, clientMessageId: null, timestamp: null, outbox: null };

const SENDER = randomUUID();

/**
 * @param {string} chatId
 * @returns {MessageDraft}
 */
function draftFor(chatId) {
  return {
    id: RANDOM_IDS.generate(),
    chatId,
    senderId: SENDER,
    kind: 'text',
    event: null,
    content: 'Bonjour, pouvez-vous livrer le logo avant vendredi ? Je vous envoie la charte ce soir.',
    clientMessageId: RANDOM_IDS.generate(),
    attachments: [],
    timestamp: new Date(),
  };
}
