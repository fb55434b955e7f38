import {
  Chat,
  StaleVersion,
  type ChatActivity,
  type ChatRecord,
  type ChatRepository,
  type ChatViews,
  type OrderRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { aChat, aChatMember } from '../../factories/messaging/chat-factory.js';
import { createBareOrder, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface ChatRepositoryPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly chats: ChatRepository;
  readonly chatViews: ChatViews;
  readonly unitOfWork: UnitOfWork<{ chats: ChatRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

const EVERY_STATE: Readonly<Record<string, Partial<ChatRecord>>> = {
  open: {},
  locked: { state: 'locked', updatedAt: LATER },
  archived: { state: 'archived', createdAt: new Date('2025-12-01T00:00:00.000Z') },
  'an inquiry': { kind: 'inquiry', orderId: null },
  'about no service': { kind: 'inquiry', orderId: null, serviceId: null },
};

export function chatRepositoryContract(open: Open<ChatRepositoryPorts>): void {
  describe('ChatRepository', () => {
    let ports: ChatRepositoryPorts;
    let chats: ChatRepository;

    beforeEach(async () => {
      ports = await open();
      ({ chats } = ports);
    });

    async function aStorableChat(overrides: Partial<ChatRecord> = {}): Promise<Chat> {
      return aChat((await createBareOrder(ports)).snapshot(), overrides);
    }

    async function added(overrides: Partial<ChatRecord> = {}): Promise<Chat> {
      const chat = await aStorableChat(overrides);
      await chats.add(chat);
      return chat;
    }

    async function aStaffMember() {
      const user = aUser();
      await ports.users.add(user);
      return aChatMember(user.id, { role: 'staff', joinedAt: LATER, leftAt: LATER, mutedUntil: LATER });
    }

    const stored = async (chat: Chat) => (await chats.find(chat.id))?.snapshot();
    const anActivity = (lastSeq: number): ChatActivity => ({
      lastSeq,
      lastMessageAt: new Date(TEST_EPOCH.getTime() + lastSeq),
      lastMessagePreview: `message ${lastSeq}`,
    });
    async function activityOf(chat: Chat): Promise<ChatActivity | null> {
      const view = await ports.chatViews.findFor(chat.snapshot().createdBy, chat.id);
      if (!view?.lastMessageAt || view.lastMessagePreview === null) return null;
      const { lastSeq, lastMessageAt, lastMessagePreview } = view;
      return { lastSeq, lastMessageAt, lastMessagePreview };
    }

    it('answers null for a chat nobody added', async () => {
      expect(await chats.find(anId())).toBeNull();
      expect(await chats.findByOrder(anId())).toBeNull();
    });

    it.each(Object.keys(EVERY_STATE))('gives back a chat that is %s as it was added', async (state) => {
      const chat = await added(EVERY_STATE[state]);
      expect(await stored(chat)).toEqual(chat.snapshot());
    });

    it.each(Object.keys(EVERY_STATE))('gives back a chat that became %s as it was saved', async (state) => {
      const chat = await added();
      const { createdAt: _, ...changes } = { ...EVERY_STATE[state] };
      const changed = Chat.rehydrate({ ...chat.snapshot(), ...changes });
      await chats.save(changed);
      expect(changed.version).toBe(1);
      expect(await stored(chat)).toEqual(changed.snapshot());
    });

    it('gives back everything of its members, of those who came or left later too', async () => {
      const chat = await added();
      const [customer, seller] = chat.snapshot().members;
      if (!customer || !seller) throw new Error('The chat of an order has two members.');
      const members = [{ ...customer, leftAt: LATER, mutedUntil: LATER }, seller, await aStaffMember()];
      const changed = Chat.rehydrate({ ...chat.snapshot(), members });
      await chats.save(changed);
      expect((await stored(chat))?.members).toEqual(members);
      const another = await added({ members: [customer, seller, await aStaffMember()] });
      expect(await stored(another)).toEqual(another.snapshot());
    });

    it('finds the chat of an order', async () => {
      const [chat] = [await added(), await added()];
      const { orderId } = chat.snapshot();
      if (orderId === null) throw new Error('The chat of an order names it.');
      expect((await chats.findByOrder(orderId))?.snapshot()).toEqual(chat.snapshot());
    });

    it('refuses the id of another chat, and a second chat of one order', async () => {
      const chat = await added();
      const { id, orderId } = chat.snapshot();
      const taken = { code: 'kernel.already_exists' };
      await expect(chats.add(await aStorableChat({ id }))).rejects.toMatchObject(taken);
      await expect(chats.add(await aStorableChat({ orderId }))).rejects.toMatchObject(taken);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const [chat, known] = [await aStorableChat(), await added()];
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.chats.add(chat);
        await scope.chats.recordActivity(known.id, anActivity(1), LATER);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await chats.find(chat.id)).toBeNull();
      expect(await activityOf(known)).toBeNull();
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      const chat = await aStorableChat();
      const transaction = await chats.begin();
      try {
        await chats.add(chat, { transaction });
        expect(await chats.find(chat.id)).toBeNull();
        expect((await chats.find(chat.id, { transaction }))?.id).toBe(chat.id);
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect(await stored(chat)).toEqual(chat.snapshot());
    });

    it('refuses to save what somebody else saved since, its members included', async () => {
      const chat = await added();
      const stale = Chat.rehydrate({
        ...chat.snapshot(),
        members: [...chat.snapshot().members, await aStaffMember()],
      });
      await chats.save(chat);
      await expect(chats.save(stale)).rejects.toThrow(StaleVersion);
      await expect(chats.save(await aStorableChat())).rejects.toThrow(StaleVersion);
      expect((await stored(chat))?.members).toHaveLength(2);
    });

    it('notes the newest message and nothing older, without a new version', async () => {
      const [chat, other] = [await added(), await added()];
      for (const seq of [1, 3, 2, 3]) await chats.recordActivity(chat.id, anActivity(seq), LATER);
      expect(await activityOf(chat)).toEqual(anActivity(3));
      expect(await activityOf(other)).toBeNull();
      expect(await stored(chat)).toMatchObject({ version: 0 });
      await chats.save(chat);
      expect(await activityOf(chat)).toEqual(anActivity(3));
    });

    it('notes nothing for a chat that is not there', async () => {
      await expect(chats.recordActivity(anId(), anActivity(1), LATER)).resolves.toBeUndefined();
    });

    it('rewinds to an earlier message, or to none, and only from what is noted', async () => {
      const chat = await added();
      await chats.recordActivity(chat.id, anActivity(3), LATER);
      await chats.rewindActivity(chat.id, 2, anActivity(1), LATER);
      expect(await activityOf(chat)).toEqual(anActivity(3));
      await chats.rewindActivity(chat.id, 3, anActivity(1), LATER);
      expect(await activityOf(chat)).toEqual(anActivity(1));
      await chats.rewindActivity(chat.id, 1, null, LATER);
      expect(await activityOf(chat)).toBeNull();
      await chats.recordActivity(chat.id, anActivity(1), LATER);
      expect(await activityOf(chat)).toEqual(anActivity(1));
      expect(await stored(chat)).toMatchObject({ version: 0 });
    });

    it('keeps the newest of twenty messages that are noted at once', async () => {
      const chat = await added();
      await race(20, (racer) => chats.recordActivity(chat.id, anActivity(((racer * 7) % 20) + 1), LATER));
      expect(await activityOf(chat)).toEqual(anActivity(20));
    });

    it('lets exactly one of twenty open the chat of one order', async () => {
      const order = (await createBareOrder(ports)).snapshot();
      const { won, lost } = await race(20, () => chats.add(aChat(order)));
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toMatchObject({ kind: 'conflict' });
    });

    it('lets exactly one of twenty save the version all of them read', async () => {
      const chat = await added();
      const { won, lost } = await race(20, () => chats.save(Chat.rehydrate(chat.snapshot())));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof StaleVersion)).toBe(true);
    });
  });
}
