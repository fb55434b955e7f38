import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeChatRepository } from './sequelize-chat-repository.js';
import { SqlChatViews } from './sql-chat-views.js';

/** The transactional ports of messaging. */
export function sqlMessaging(store: SqlStore) {
  return { chats: new SequelizeChatRepository(store) };
}

/** The reading ports of messaging. */
export function sqlChatViews(store: SqlStore) {
  return { chatViews: new SqlChatViews(store) };
}
