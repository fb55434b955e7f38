import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { CommunicationKind } from '../model/communication-entry.js';
import { MarkAheadOfChat } from '../model/message-errors.js';
import type { ReadMarks } from '../model/read-marks.js';
import type { ChatRepository } from '../ports/chat-repository.js';
import type { ChatStateRepository } from '../ports/chat-state-repository.js';
import type { CommunicationLog } from '../ports/communication-log.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { memberChat, type ChatInput } from './member-chat.js';

export interface MoveMarkInput extends ChatInput {
  /** The newest message the mark is to cover; 0 for none. */
  readonly seq: number;
}

/** What moving a mark takes. */
export interface MarkPorts {
  readonly chats: ChatRepository;
  readonly messages: MessageRepository;
  readonly chatStates: ChatStateRepository;
  readonly communicationLog: CommunicationLog;
  readonly ids: IdGenerator;
  readonly clock: Clock;
}

interface Mark {
  readonly of: (marks: ReadMarks) => number;
  readonly move: 'markDelivered' | 'markRead';
  readonly kind: CommunicationKind;
}

export const DELIVERED: Mark = {
  of: (marks) => marks.lastDeliveredSeq,
  move: 'markDelivered',
  kind: 'message.delivered',
};
export const READ: Mark = { of: (marks) => marks.lastReadSeq, move: 'markRead', kind: 'message.read' };

/**
 * Moves a mark of the actor forward, and notes in the log that it moved.
 * @throws ChatNotFound; MarkAheadOfChat; Unavailable
 */
export async function moveMark(
  { chats, messages, chatStates, communicationLog, ids, clock }: MarkPorts,
  mark: Mark,
  { seq, ...input }: MoveMarkInput,
): Promise<void> {
  await memberChat(chats, input);
  const { chatId, actor } = input;
  const lastSeq = await messages.lastSeq(chatId);
  if (!Number.isInteger(seq) || seq < 0 || seq > lastSeq) throw new MarkAheadOfChat(seq, lastSeq);
  const now = clock.now();
  const before = await chatStates[mark.move](chatId, actor.userId, seq, now);
  if (seq <= mark.of(before)) return;
  await communicationLog.record({
    id: ids.generate(),
    at: now,
    kind: mark.kind,
    userId: actor.userId,
    chatId,
    seq,
    transport: 'http',
    connectionId: null,
    node: null,
    ms: null,
    error: null,
    ipHash: null,
  });
}
