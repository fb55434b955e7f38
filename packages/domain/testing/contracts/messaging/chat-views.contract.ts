import {
  after,
  cursorRequest,
  SECOND,
  type Chat,
  type ChatRecord,
  type ChatRepository,
  type ChatViews,
  type OrderRepository,
} from '@2krika/domain';
import { aChat, aChatMember } from '../../factories/messaging/chat-factory.js';
import { anOrder, anOrderEvent, type OrderParties } from '../../factories/ordering/order-factory.js';
import { createParties, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface ChatViewsPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly chats: ChatRepository;
  readonly chatViews: ChatViews;
}

const at = (seconds: number) => after(TEST_EPOCH, seconds * SECOND);

export function chatViewsContract(open: Open<ChatViewsPorts>): void {
  describe('ChatViews', () => {
    let ports: ChatViewsPorts;
    let views: ChatViews;
    let parties: OrderParties;

    beforeEach(async () => {
      ports = await open();
      views = ports.chatViews;
      parties = await createParties(ports);
    });

    async function added(overrides: Partial<ChatRecord> = {}): Promise<Chat> {
      const order = anOrder(parties);
      await ports.orders.add(order, anOrderEvent(order));
      const chat = aChat(order.snapshot(), overrides);
      await ports.chats.add(chat);
      return chat;
    }

    const say = (chat: Chat, seq: number, seconds: number) =>
      ports.chats.recordActivity(
        chat.id,
        { lastSeq: seq, lastMessageAt: at(seconds), lastMessagePreview: `message ${seq}` },
        at(seconds),
      );

    it('shows a chat with its members and its newest message', async () => {
      const chat = await added({ state: 'locked' });
      await say(chat, 7, 30);
      const customer = await ports.users.find(parties.customerId);
      const seller = await ports.users.find(parties.sellerId);
      const { fullName, username } = { ...customer?.snapshot() };
      const expected = {
        id: chat.id,
        kind: 'order',
        orderId: chat.snapshot().orderId,
        serviceId: parties.serviceId,
        state: 'locked',
        members: [
          { userId: parties.customerId, role: 'customer', fullName, username },
          { userId: parties.sellerId, role: 'seller', fullName, username: seller?.snapshot().username },
        ],
        lastSeq: 7,
        lastMessageAt: at(30),
        lastMessagePreview: 'message 7',
        activeAt: at(30),
        createdAt: TEST_EPOCH,
      };
      expect(await views.findFor(parties.customerId, chat.id)).toEqual(expected);
      expect((await views.listOf(parties.sellerId, cursorRequest())).results).toEqual([expected]);
    });

    it('shows a chat in which nothing was said', async () => {
      const chat = await added({ kind: 'inquiry', orderId: null, serviceId: null });
      expect(await views.findFor(parties.sellerId, chat.id)).toMatchObject({
        kind: 'inquiry',
        ...{ orderId: null, serviceId: null },
        ...{ lastSeq: 0, lastMessageAt: null, lastMessagePreview: null, activeAt: TEST_EPOCH },
      });
    });

    it('shows nothing to somebody who is not in it, or left', async () => {
      const [stranger, chat] = [await createParties(ports), await added()];
      expect(await views.findFor(stranger.customerId, chat.id)).toBeNull();
      expect(await views.findFor(parties.customerId, anId())).toBeNull();
      const left = aChatMember(parties.customerId, { leftAt: at(1) });
      const half = await added({ members: [left, aChatMember(parties.sellerId, { role: 'seller' })] });
      expect(await views.findFor(parties.customerId, half.id)).toBeNull();
      expect((await views.findFor(parties.sellerId, half.id))?.members).toHaveLength(1);
    });

    it('lists and counts neither archived chats nor those of others', async () => {
      const [chat] = [await added(), await added({ state: 'archived' })];
      const stranger = await createParties(ports);
      expect((await views.listOf(parties.customerId, cursorRequest())).results.map(({ id }) => id)).toEqual([
        chat.id,
      ]);
      expect(await views.idsOf(parties.customerId)).toEqual([chat.id]);
      expect((await views.listOf(stranger.customerId, cursorRequest())).results).toEqual([]);
      expect(await views.idsOf(stranger.customerId)).toEqual([]);
    });

    it('lists the last active first, equal instants by id downwards, by page and by cursor', async () => {
      const chats = [
        await added(),
        await added(),
        await added(),
        await added(),
        await added({ createdAt: at(9) }),
      ];
      const [spoken, ...silent] = chats;
      const fresh = silent.at(-1);
      if (!spoken || !fresh) throw new Error('There are five chats.');
      await say(spoken, 1, 20);
      const equal = silent.slice(0, 3).map(({ id }) => id);
      const expected = [spoken.id, fresh.id, ...equal.sort().reverse()];
      await expectList((request) => views.listOf(parties.customerId, request), expected);
    });
  });
}
