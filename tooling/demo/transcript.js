/** @import { Client } from './client.js' */

/**
 * @typedef {object} ChatLine
 * @property {number} seq
 * @property {string | null} senderId null for what the platform says
 * @property {string | null} event what a message of the platform tells of
 * @property {string} content
 * @property {{ uploadId: string, name: string, type: string, size: number }[]} attachments
 */

/**
 * @param {Client} reader
 * @param {string} chatId
 * @returns {Promise<ChatLine[]>} oldest first
 */
export async function historyOf(reader, chatId) {
  const history = await reader.get(`/v1/chats/${chatId}/messages`);
  return history.list('results').map((message) => ({
    seq: message.number('seq'),
    senderId: message.textOrNull('senderId'),
    event: message.textOrNull('event'),
    content: message.text('content'),
    attachments: message.list('attachments').map((file) => ({
      uploadId: file.text('uploadId'),
      name: file.text('name'),
      type: file.text('type'),
      size: file.number('size'),
    })),
  }));
}

/**
 * @param {readonly ChatLine[]} history
 * @param {readonly string[]} events
 * @returns {boolean} whether the platform told of each of them, once
 */
export function hasEvents(history, events) {
  return events.every((event) => history.filter((line) => line.event === event).length === 1);
}
