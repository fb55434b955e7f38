import { Chat, type ChatMember, type ChatRecord, type OrderRecord } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

export function aChatMember(userId: string, overrides: Partial<ChatMember> = {}): ChatMember {
  return { userId, role: 'customer', joinedAt: TEST_EPOCH, leftAt: null, mutedUntil: null, ...overrides };
}

/** The chat of an order's two parties, open. */
export function aChat(
  { id, customerId, sellerId, serviceId }: Pick<OrderRecord, 'id' | 'customerId' | 'sellerId' | 'serviceId'>,
  overrides: Partial<ChatRecord> = {},
): Chat {
  return Chat.rehydrate({
    id: anId(),
    kind: 'order',
    orderId: id,
    serviceId,
    state: 'open',
    createdBy: customerId,
    members: [aChatMember(customerId), aChatMember(sellerId, { role: 'seller' })],
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** A chat of two people who exist nowhere else: for stores that do not ask. */
export function aChatOf(customerId: string, sellerId: string, overrides: Partial<ChatRecord> = {}): Chat {
  return aChat({ id: anId(), customerId, sellerId, serviceId: anId() }, overrides);
}
