import {
  ChatViews,
  cursorPageOf,
  type ChatId,
  type ChatKind,
  type ChatRole,
  type ChatState,
  type ChatView,
  type CursorRequest,
  type UserId,
} from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

type ViewRow = [
  id: string,
  kind: ChatKind,
  orderId: string | null,
  serviceId: string | null,
  state: ChatState,
  lastSeq: number,
  lastMessageAt: Date | null,
  lastMessagePreview: string | null,
  activeAt: Date,
  createdAt: Date,
  members: [userId: string, role: ChatRole, fullName: string, username: string][],
];

const SELECT = `SELECT chats.id, chats.kind, chats.order_id, chats.service_id, chats.state, chats.last_seq,
    chats.last_message_at, chats.last_message_preview, chats.active_at, chats.created_at,
    (SELECT json_agg(json_build_array(m.user_id, m.role, u.full_name, u.username)
        ORDER BY m.role COLLATE "C", m.joined_at, m.user_id)
      FROM chat_members m JOIN users u ON u.id = m.user_id WHERE m.chat_id = chats.id AND m.left_at IS NULL)
  FROM chats`;

/** The chats the user at the first placeholder is in. */
const MINE =
  'JOIN chat_members mine ON mine.chat_id = chats.id AND mine.user_id = $1 AND mine.left_at IS NULL';
const LISTED = `chats.state <> 'archived'`;

const list = (suffix: string, beside: string, order: string, limit: string): Statement<ViewRow> => ({
  name: `chat_views_${suffix}`,
  text: `${SELECT} ${MINE} WHERE ${LISTED}${beside} ${order} ${limit}`,
});
const LAST_ACTIVE_FIRST = 'ORDER BY chats.active_at DESC, chats.id DESC';
const LAST_ACTIVE_LAST = 'ORDER BY chats.active_at, chats.id';
const POSITION = '($2::timestamptz, $3::uuid)';

const LIST = {
  head: list('head', '', LAST_ACTIVE_FIRST, 'LIMIT $2'),
  next: list('next', ` AND (chats.active_at, chats.id) < ${POSITION}`, LAST_ACTIVE_FIRST, 'LIMIT $4'),
  previous: list('previous', ` AND (chats.active_at, chats.id) > ${POSITION}`, LAST_ACTIVE_LAST, 'LIMIT $4'),
};

const FIND: Statement<ViewRow> = { name: 'chat_views_find', text: `${SELECT} ${MINE} WHERE chats.id = $2` };

const IDS: Statement<[id: string]> = {
  name: 'chat_views_ids',
  text: `SELECT chats.id FROM chats ${MINE} WHERE ${LISTED}`,
};

export class SqlChatViews extends ChatViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async listOf(userId: UserId, request: CursorRequest) {
    const { from, direction, limit } = request;
    const session = this.store.session();
    const rows = from
      ? await session.rows(LIST[direction], [userId, from.at, from.id, limit + 1])
      : await session.rows(LIST.head, [userId, limit + 1]);
    return cursorPageOf(rows.map(viewOf), request, ({ activeAt, id }) => ({ at: activeAt, id }));
  }

  async findFor(userId: UserId, id: ChatId) {
    const row = await this.store.session().row(FIND, [userId, id]);
    return row && viewOf(row);
  }

  async idsOf(userId: UserId) {
    const rows = await this.store.session().rows(IDS, [userId]);
    return rows.map(([id]) => id);
  }
}

function viewOf([id, kind, orderId, serviceId, state, ...rest]: ViewRow): ChatView {
  const [lastSeq, lastMessageAt, lastMessagePreview, activeAt, createdAt, members] = rest;
  return {
    ...{ id, kind, orderId, serviceId, state },
    ...{ lastSeq, lastMessageAt, lastMessagePreview, activeAt, createdAt },
    members: members.map(([userId, role, fullName, username]) => ({ userId, role, fullName, username })),
  };
}
