import { IsIn, IsInt, Max, Min } from 'class-validator';
import {
  CHAT_KINDS,
  CHAT_ROLES,
  CHAT_STATES,
  MAX_ATTACHMENTS,
  MAX_CONTENT,
  MESSAGE_KINDS,
  UNREAD_CAP,
  type ChatDetails,
  type ChatKind,
  type ChatListing,
  type ChatRole,
  type ChatState,
  type History,
  type Message,
  type MessageKind,
  type UnreadSummary,
} from '@2krika/domain';
import { Id, Instant, ListOf, Nullable, PagesOf, Text } from '../server/index.js';

export class ChatMemberView {
  @Id()
  userId!: string;

  @IsIn(CHAT_ROLES)
  role!: ChatRole;

  @Text({ max: 100 })
  fullName!: string;

  @Text({ max: 30 })
  username!: string;
}

export class ChatSummaryView {
  @Id()
  id!: string;

  @IsIn(CHAT_KINDS)
  kind!: ChatKind;

  @Nullable()
  @Id()
  orderId!: string | null;

  @Nullable()
  @Id()
  serviceId!: string | null;

  @IsIn(CHAT_STATES)
  state!: ChatState;

  @ListOf(() => ChatMemberView)
  members!: readonly ChatMemberView[];

  /** Follows the newest message a moment late. */
  @IsInt()
  @Min(0)
  lastSeq!: number;

  @Nullable()
  @Instant()
  lastMessageAt!: string | null;

  @Nullable()
  @Text({ min: 0, max: 100 })
  lastMessagePreview!: string | null;

  /** Messages of others you did not read; counted no further than the maximum. */
  @IsInt()
  @Min(0)
  @Max(UNREAD_CAP)
  unread!: number;

  @Instant()
  createdAt!: string;
}

export const ChatSummaryPages = PagesOf(ChatSummaryView);

export class MarksView {
  @Id()
  userId!: string;

  @IsInt()
  @Min(0)
  lastDeliveredSeq!: number;

  @IsInt()
  @Min(0)
  lastReadSeq!: number;
}

export class ChatView extends ChatSummaryView {
  /** How far each member is. */
  @ListOf(() => MarksView)
  marks!: readonly MarksView[];
}

export class AttachmentView {
  @Id()
  uploadId!: string;

  @Text({ max: 200 })
  path!: string;

  /** MIME type. */
  @Text({ max: 100 })
  type!: string;

  /** Bytes. */
  @IsInt()
  @Min(1)
  size!: number;

  @Text({ max: 255 })
  name!: string;
}

export class MessageView {
  @Id()
  id!: string;

  @Id()
  chatId!: string;

  /** Its place in the chat: from 1, without gaps. */
  @IsInt()
  @Min(1)
  seq!: number;

  /** Null for what the platform says. */
  @Nullable()
  @Id()
  senderId!: string | null;

  @IsIn(MESSAGE_KINDS)
  kind!: MessageKind;

  /** What a message of the platform tells of. */
  @Nullable()
  @Text({ max: 100 })
  event!: string | null;

  @Text({ min: 0, max: MAX_CONTENT })
  content!: string;

  @Id()
  clientMessageId!: string;

  @ListOf(() => AttachmentView, { max: MAX_ATTACHMENTS })
  attachments!: readonly AttachmentView[];

  @Instant()
  timestamp!: string;
}

export class HistoryView {
  /** Oldest first. */
  @ListOf(() => MessageView)
  results!: readonly MessageView[];

  /** The newest message of the chat: places have no gaps, so it says what is missing on either side. */
  @IsInt()
  @Min(0)
  lastSeq!: number;
}

export class UnreadChatView {
  @Id()
  chatId!: string;

  @IsInt()
  @Min(1)
  @Max(UNREAD_CAP)
  unread!: number;
}

export class UnreadView {
  @IsInt()
  @Min(0)
  total!: number;

  /** Those with something unread. */
  @ListOf(() => UnreadChatView, { max: 100_000 })
  chats!: readonly UnreadChatView[];
}

export function toChatSummaryView(chat: ChatListing): ChatSummaryView {
  const { id, kind, orderId, serviceId, state, members, lastSeq, unread } = chat;
  return {
    id,
    ...{ kind, orderId, serviceId, state, lastSeq, unread },
    members: members.map(({ userId, role, fullName, username }) => ({ userId, role, fullName, username })),
    lastMessageAt: chat.lastMessageAt?.toISOString() ?? null,
    lastMessagePreview: chat.lastMessagePreview,
    createdAt: chat.createdAt.toISOString(),
  };
}

export function toChatView(chat: ChatDetails): ChatView {
  return {
    ...toChatSummaryView(chat),
    marks: chat.marks.map(({ userId, lastDeliveredSeq, lastReadSeq }) => ({
      ...{ userId, lastDeliveredSeq, lastReadSeq },
    })),
  };
}

export function toMessageView(message: Message): MessageView {
  const { id, chatId, seq, senderId, kind, event, content, clientMessageId } = message;
  return {
    id,
    ...{ chatId, seq, senderId, kind, event, content, clientMessageId },
    attachments: message.attachments.map(({ uploadId, path, type, size, name }) => ({
      ...{ uploadId, path, type, size, name },
    })),
    timestamp: message.timestamp.toISOString(),
  };
}

export function toHistoryView({ results, lastSeq }: History): HistoryView {
  return { results: results.map(toMessageView), lastSeq };
}

export function toUnreadView({ total, chats }: UnreadSummary): UnreadView {
  return { total, chats: chats.map(({ chatId, unread }) => ({ chatId, unread })) };
}
