import { aChatOf, anId, TEST_EPOCH } from '../../../testing/index.js';
import { ChatLocked, ChatNotFound } from './chat-errors.js';
import { Chat } from './chat.js';

const anActor = (userId: string) => ({ userId, permissions: new Set<never>() });

describe('Chat', () => {
  it('is opened with an order, for its two parties', () => {
    const order = { orderId: anId(), serviceId: anId(), customerId: anId(), sellerId: anId() };
    const chat = Chat.forOrder({ id: anId(), ...order, now: TEST_EPOCH });
    expect(chat.snapshot()).toMatchObject({
      kind: 'order',
      ...{ orderId: order.orderId, serviceId: order.serviceId, state: 'open' },
      createdBy: order.customerId,
      members: [
        { userId: order.customerId, role: 'customer', joinedAt: TEST_EPOCH, leftAt: null },
        { userId: order.sellerId, role: 'seller', joinedAt: TEST_EPOCH, leftAt: null },
      ],
    });
    expect(chat.hasMember(order.customerId)).toBe(true);
    expect(chat.hasMember(anId())).toBe(false);
  });

  it('is written in by its members while it is open, and read by them for ever', () => {
    const [customer, seller] = [anActor(anId()), anActor(anId())];
    const open = aChatOf(customer.userId, seller.userId);
    const locked = aChatOf(customer.userId, seller.userId, { state: 'locked' });
    for (const member of [customer, seller]) {
      expect(() => open.assertMayWrite(member)).not.toThrow();
      expect(() => locked.assertMember(member)).not.toThrow();
      expect(() => locked.assertMayWrite(member)).toThrow(ChatLocked);
    }
    // Not that it is locked: a stranger does not learn that it exists.
    expect(() => locked.assertMayWrite(anActor(anId()))).toThrow(ChatNotFound);
  });
});
