import type { ChatIntegrity, ChatRepository, OrderRepository, UploadRepository } from '@2krika/domain';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { aChat, aChatMember } from '../../factories/messaging/chat-factory.js';
import { anOrder, anOrderEvent } from '../../factories/ordering/order-factory.js';
import { createParties, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface ChatIntegrityPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly chats: ChatRepository;
  readonly uploads: UploadRepository;
  readonly chatIntegrity: ChatIntegrity;
}

const ALL = 10_000;

export function chatIntegrityContract(open: Open<ChatIntegrityPorts>): void {
  describe('ChatIntegrity', () => {
    let ports: ChatIntegrityPorts;
    let integrity: ChatIntegrity;

    beforeEach(async () => {
      ports = await open();
      integrity = ports.chatIntegrity;
    });

    /** An order with the chat it names. */
    async function orderWithChat() {
      const order = anOrder(await createParties(ports));
      await ports.orders.add(order, anOrderEvent(order));
      const { chatId: id } = order.snapshot();
      const chat = aChat(order.snapshot(), { id });
      await ports.chats.add(chat);
      return { order, chat };
    }

    it('lists chats by id, from behind one of them, with what they show and who was ever in them', async () => {
      const [{ chat, order }] = [await orderWithChat(), await orderWithChat()];
      const activity = { lastSeq: 7, lastMessageAt: TEST_EPOCH, lastMessagePreview: 'Bonjour' };
      await ports.chats.recordActivity(chat.id, activity, TEST_EPOCH);
      const all = await integrity.listChats(null, ALL);
      expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted());
      const [known] = all.filter(({ id }) => id === chat.id);
      const { customerId, sellerId } = order.snapshot();
      expect({ ...known, members: known?.members.toSorted() }).toEqual({
        id: chat.id,
        lastSeq: 7,
        members: [customerId, sellerId].toSorted(),
      });
      const place = all.findIndex(({ id }) => id === chat.id);
      expect(await integrity.listChats(chat.id, 1)).toEqual(all.slice(place + 1, place + 2));
      expect(await integrity.listChats(all.at(-1)?.id ?? null, ALL)).toEqual([]);
    });

    it('knows chats and uploads, and no others', async () => {
      const { chat, order } = await orderWithChat();
      const upload = anUpload(order.snapshot().sellerId);
      await ports.uploads.add(upload);
      const stranger = anId();
      expect(await integrity.unknownChats([chat.id, stranger, upload.id, 'no-id'])).toEqual([
        ...[stranger, upload.id, 'no-id'],
      ]);
      expect(await integrity.unknownUploads([upload.id, stranger])).toEqual([stranger]);
      expect(await integrity.unknownChats([])).toEqual([]);
    });

    it('finds the orders without a chat of theirs', async () => {
      const { order: whole } = await orderWithChat();
      const without = anOrder(await createParties(ports));
      await ports.orders.add(without, anOrderEvent(without));
      // A chat of the order, and not the one it names.
      const mistaken = anOrder(await createParties(ports));
      await ports.orders.add(mistaken, anOrderEvent(mistaken));
      await ports.chats.add(aChat(mistaken.snapshot()));
      const found = await integrity.ordersWithoutChat();
      expect(found).toEqual(expect.arrayContaining([without.id, mistaken.id]));
      expect(found).not.toContain(whole.id);
    });

    it('finds the orders of whose parties one is not in the chat', async () => {
      const { order: whole } = await orderWithChat();
      const order = anOrder(await createParties(ports));
      await ports.orders.add(order, anOrderEvent(order));
      const { chatId: id, customerId } = order.snapshot();
      const stranger = aUser();
      await ports.users.add(stranger);
      const members = [aChatMember(customerId), aChatMember(stranger.id, { role: 'seller' })];
      await ports.chats.add(aChat(order.snapshot(), { id, members }));
      const found = await integrity.ordersWithoutParty();
      expect(found).toContain(order.id);
      expect(found).not.toContain(whole.id);
    });
  });
}
