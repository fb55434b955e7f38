import type {
  CountUnread,
  ListChats,
  ListCommunicationLog,
  MarkDelivered,
  MarkRead,
  ReadChat,
  ReadHistory,
  SendMessage,
} from '@2krika/domain';
import { created, ListQuery, noContent, ok, route, signedIn, staff, type Route } from '../server/index.js';
import { CommunicationPages, toCommunicationView } from './communication-views.js';
import { ChatParams, CommunicationQuery, HistoryQuery, MarkBody, MessageBody } from './messaging-inputs.js';
import {
  ChatSummaryPages,
  ChatView,
  HistoryView,
  MessageView,
  toChatSummaryView,
  toChatView,
  toHistoryView,
  toMessageView,
  toUnreadView,
  UnreadView,
} from './messaging-views.js';
import { readerLocale } from './reader-locale.js';

export interface MessagingUseCases {
  readonly listChats: ListChats;
  readonly readChat: ReadChat;
  readonly readHistory: ReadHistory;
  readonly sendMessage: SendMessage;
  readonly markRead: MarkRead;
  readonly markDelivered: MarkDelivered;
  readonly countUnread: CountUnread;
  readonly listCommunicationLog: ListCommunicationLog;
}

export function messagingRoutes(useCases: MessagingUseCases): readonly Route[] {
  return [...chatRoutes(useCases), ...messageRoutes(useCases), ...communicationRoutes(useCases)];
}

function chatRoutes({ listChats, readChat, countUnread }: MessagingUseCases): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/chats',
      summary: 'Your chats, the last active first.',
      tag: 'Chats',
      access: signedIn,
      query: ListQuery,
      answers: { 200: ChatSummaryPages },
      async handle({ actor, query }) {
        const chats = await listChats.execute({ actor, ...query });
        return ok({ ...chats, results: chats.results.map(toChatSummaryView) });
      },
    }),
    route({
      method: 'GET',
      path: '/chats/{id}',
      summary: 'A chat, for its members, with how far each of them is.',
      tag: 'Chats',
      access: signedIn,
      params: ChatParams,
      answers: { 200: ChatView },
      handle: async ({ actor, params }) =>
        ok(toChatView(await readChat.execute({ actor, chatId: params.id }))),
    }),
    route({
      method: 'GET',
      path: '/me/unread',
      summary: 'How much is new to you, in all and in each chat.',
      tag: 'Chats',
      access: signedIn,
      answers: { 200: UnreadView },
      handle: async ({ actor }) => ok(toUnreadView(await countUnread.execute({ actor }))),
    }),
  ];
}

function messageRoutes(useCases: MessagingUseCases): readonly Route[] {
  const { readHistory, sendMessage, markRead, markDelivered } = useCases;
  return [
    route({
      method: 'GET',
      path: '/chats/{id}/messages',
      summary: 'What was said before, after or around a message; by default the newest. Oldest first.',
      tag: 'Chats',
      access: signedIn,
      params: ChatParams,
      query: HistoryQuery,
      answers: { 200: HistoryView },
      refusals: ['message.invalid_window'],
      async handle({ actor, params, query, header }) {
        const history = await readHistory.execute({
          actor,
          ...{ chatId: params.id, limit: query.limit },
          ...{ before: query.before_seq, after: query.after_seq, around: query.around_seq },
          locale: readerLocale(header('accept-language')),
        });
        return ok(toHistoryView(history));
      },
    }),
    route({
      method: 'POST',
      path: '/chats/{id}/messages',
      summary:
        'Say something. Sent again with the same clientMessageId, it answers 200 with what was said first.',
      tag: 'Chats',
      access: signedIn,
      params: ChatParams,
      body: MessageBody,
      answers: { 200: MessageView, 201: MessageView },
      refusals: [
        'message.invalid',
        'chat.locked',
        'upload.not_yours',
        'upload.not_ready',
        'upload.purpose_mismatch',
      ],
      async handle({ actor, params, body: { content = '', attachments = [], clientMessageId } }) {
        const { message, isRepeat } = await sendMessage.execute({
          actor,
          ...{ chatId: params.id, content, clientMessageId },
          uploadIds: attachments.map(({ uploadId }) => uploadId),
        });
        const view = toMessageView(message);
        if (isRepeat) return ok(view);
        return created(`/v1/chats/${message.chatId}/messages?around_seq=${message.seq}&limit=1`, view);
      },
    }),
    route({
      method: 'PUT',
      path: '/chats/{id}/read',
      summary: 'You read the chat up to a message. A mark never moves back.',
      tag: 'Chats',
      access: signedIn,
      params: ChatParams,
      body: MarkBody,
      answers: { 204: 'empty' },
      refusals: ['chat.mark_ahead'],
      async handle({ actor, params, body }) {
        await markRead.execute({ actor, chatId: params.id, seq: body.seq });
        return noContent();
      },
    }),
    route({
      method: 'PUT',
      path: '/chats/{id}/delivered',
      summary: 'The chat reached you up to a message. A mark never moves back.',
      tag: 'Chats',
      access: signedIn,
      params: ChatParams,
      body: MarkBody,
      answers: { 204: 'empty' },
      refusals: ['chat.mark_ahead'],
      async handle({ actor, params, body }) {
        await markDelivered.execute({ actor, chatId: params.id, seq: body.seq });
        return noContent();
      },
    }),
  ];
}

function communicationRoutes({ listCommunicationLog }: MessagingUseCases): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/admin/communication-logs',
      summary: "What passed between us and people's devices, newest first.",
      tag: 'Chats',
      access: staff('chat:audit'),
      query: CommunicationQuery,
      answers: { 200: CommunicationPages },
      async handle({ actor, query }) {
        const entries = await listCommunicationLog.execute({ actor, ...query });
        return ok({ ...entries, results: entries.results.map(toCommunicationView) });
      },
    }),
  ];
}
