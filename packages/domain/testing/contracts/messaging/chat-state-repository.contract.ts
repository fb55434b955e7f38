import type { ChatStateRepository } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface ChatStateRepositoryPorts {
  readonly chatStates: ChatStateRepository;
}

export function chatStateRepositoryContract(open: Open<ChatStateRepositoryPorts>): void {
  describe('ChatStateRepository', () => {
    let states: ChatStateRepository;
    let chatId: string;
    let userId: string;

    beforeEach(async () => {
      states = (await open()).chatStates;
      [chatId, userId] = [anId(), anId()];
    });

    const marks = (lastDeliveredSeq: number, lastReadSeq: number) => ({
      chatId,
      userId,
      ...{ lastDeliveredSeq, lastReadSeq },
    });

    it('knows no marks of somebody who was never there', async () => {
      expect(await states.listIn(chatId)).toEqual([]);
      expect(await states.listOf(userId, [chatId])).toEqual([]);
      expect(await states.listOf(userId, [])).toEqual([]);
    });

    it('moves the delivered mark alone, and answers what was before', async () => {
      expect(await states.markDelivered(chatId, userId, 3, TEST_EPOCH)).toEqual(marks(0, 0));
      expect(await states.markDelivered(chatId, userId, 5, TEST_EPOCH)).toEqual(marks(3, 0));
      expect(await states.listIn(chatId)).toEqual([marks(5, 0)]);
    });

    it('moves both marks when something is read', async () => {
      expect(await states.markRead(chatId, userId, 3, TEST_EPOCH)).toEqual(marks(0, 0));
      expect(await states.listIn(chatId)).toEqual([marks(3, 3)]);
    });

    it('moves no mark back', async () => {
      await states.markRead(chatId, userId, 7, TEST_EPOCH);
      await states.markDelivered(chatId, userId, 9, TEST_EPOCH);
      expect(await states.markRead(chatId, userId, 2, TEST_EPOCH)).toEqual(marks(9, 7));
      expect(await states.markDelivered(chatId, userId, 8, TEST_EPOCH)).toEqual(marks(9, 7));
      expect(await states.listIn(chatId)).toEqual([marks(9, 7)]);
    });

    it('keeps the marks of each member in each chat apart', async () => {
      const [otherChat, otherUser] = [anId(), anId()];
      await states.markRead(chatId, userId, 1, TEST_EPOCH);
      await states.markRead(chatId, otherUser, 2, TEST_EPOCH);
      await states.markRead(otherChat, userId, 3, TEST_EPOCH);
      expect((await states.listIn(chatId)).map(({ lastReadSeq }) => lastReadSeq).sort()).toEqual([1, 2]);
      expect(await states.listOf(userId, [chatId, anId()])).toEqual([marks(1, 1)]);
      expect(await states.listOf(userId, [chatId, otherChat])).toHaveLength(2);
    });

    it('keeps the furthest of twenty marks that are set at once, the first of them included', async () => {
      const { lost } = await race(20, (racer) =>
        states.markRead(chatId, userId, ((racer * 7) % 20) + 1, TEST_EPOCH),
      );
      expect(lost).toEqual([]);
      expect(await states.listIn(chatId)).toEqual([marks(20, 20)]);
    });
  });
}
