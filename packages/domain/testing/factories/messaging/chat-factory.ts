import {
  Chat,
  type ChatMember,
  type ChatRecord,
  type ChatRepository,
  type OrderRecord,
} from '@2krika/domain';
import { createService, type ServicePorts } from '../catalogue/service-factory.js';
import { createUser } from '../identity/user-factory.js';
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

export interface ChatPorts extends ServicePorts {
  readonly chats: ChatRepository;
}

/**
 * An inquiry about a service, stored; with a service and somebody who asks of its own unless told of whom. The chat
 * of an order comes with the order.
 */
export async function createChat(
  ports: ChatPorts,
  { customerId, serviceId, ...overrides }: Partial<ChatRecord> & { readonly customerId?: string } = {},
): Promise<Chat> {
  const asking = customerId ?? (await createUser(ports)).id;
  const service =
    typeof serviceId === 'string' ? await ports.services.find(serviceId) : await createService(ports);
  if (!service) throw new Error(`There is no service ${String(serviceId)} to ask about.`);
  const about = {
    id: anId(),
    customerId: asking,
    sellerId: service.snapshot().ownerId,
    serviceId: service.id,
  };
  const chat = aChat(about, { kind: 'inquiry', orderId: null, ...overrides });
  await ports.chats.add(chat);
  return chat;
}
