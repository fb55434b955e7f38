import type { ChatStateRepository, MessageIntegrity, MessageRepository } from '@2krika/domain';
import { aMessage, anAttachment } from '../../factories/messaging/message-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface MessageIntegrityPorts {
  readonly messages: MessageRepository;
  readonly chatStates: ChatStateRepository;
  readonly messageIntegrity: MessageIntegrity;
}

export function messageIntegrityContract(open: Open<MessageIntegrityPorts>): void {
  describe('MessageIntegrity', () => {
    let ports: MessageIntegrityPorts;

    beforeEach(async () => {
      ports = await open();
    });

    async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
      const found: Item[] = [];
      for await (const item of items) found.push(item);
      return found;
    }

    it('sums up each of the chats in which something was said', async () => {
      const { messages, messageIntegrity } = ports;
      const [chatId, otherId, awa, ngono] = [anId(), anId(), anId(), anId()];
      const first = await messages.append(aMessage(chatId, { senderId: awa }));
      await messages.append(aMessage(chatId, { senderId: ngono }));
      await messages.append(aMessage(chatId, { senderId: awa }));
      await messages.append(aMessage(otherId, { senderId: null, kind: 'system', event: 'order.placed' }));
      const summaries = await messageIntegrity.summaries([anId(), otherId, chatId]);
      const [summary] = summaries.filter((each) => each.chatId === chatId);
      expect({ ...summary, senders: summary?.senders.toSorted() }).toEqual({
        chatId,
        ...{ messages: 3, lastSeq: 3, isPending: true },
        senders: [awa, ngono].toSorted(),
      });
      expect(summaries.filter((each) => each.chatId !== chatId)).toEqual([
        { chatId: otherId, messages: 1, lastSeq: 1, senders: [], isPending: true },
      ]);
      await messages.markAnnounced(first.message.id, TEST_EPOCH);
      expect(await messageIntegrity.summaries([chatId])).toMatchObject([{ isPending: true }]);
      for (const { message } of await messages.listPending(TEST_EPOCH, 1_000)) {
        await messages.markAnnounced(message.id, TEST_EPOCH);
      }
      expect(await messageIntegrity.summaries([chatId])).toMatchObject([{ isPending: false }]);
      expect(await messageIntegrity.summaries([])).toEqual([]);
    });

    it('tells every mark in the chats', async () => {
      const { chatStates, messageIntegrity } = ports;
      const [chatId, userId] = [anId(), anId()];
      await chatStates.markRead(chatId, userId, 2, TEST_EPOCH);
      await chatStates.markDelivered(chatId, userId, 3, TEST_EPOCH);
      await chatStates.markDelivered(anId(), userId, 9, TEST_EPOCH);
      expect(await messageIntegrity.marksIn([chatId, anId()])).toEqual([
        { chatId, userId, lastDeliveredSeq: 3, lastReadSeq: 2 },
      ]);
    });

    it('names every chat once, and every file that was attached', async () => {
      const { messages, messageIntegrity } = ports;
      const [chatId, otherId] = [anId(), anId()];
      const [photo, contract] = [anAttachment(), anAttachment()];
      await messages.append(aMessage(chatId, { attachments: [photo, contract] }));
      await messages.append(aMessage(chatId));
      await messages.append(aMessage(otherId, { attachments: [photo] }));
      const chats = await all(messageIntegrity.chatIds());
      expect(chats.filter((id) => id === chatId || id === otherId).toSorted()).toEqual(
        [chatId, otherId].toSorted(),
      );
      const uploads = await all(messageIntegrity.attachedUploads());
      const own = [photo.uploadId, contract.uploadId];
      expect(new Set(uploads.filter((id) => own.includes(id)))).toEqual(new Set(own));
    });
  });
}
