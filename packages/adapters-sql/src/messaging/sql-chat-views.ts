import {
  ChatViews,
  type ChatId,
  type ChatKind,
  type ChatRole,
  type ChatState,
  type ChatView,
  type ListRequest,
  type UserId,
} from '@2krika/domain';
import { listStatements, readList } from '../mapping/list.js';
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

const COLUMNS = `chats.id, chats.kind, chats.order_id, chats.service_id, chats.state, chats.last_seq,
  chats.last_message_at, chats.last_message_preview, chats.active_at, chats.created_at,
  (SELECT json_agg(json_build_array(m.user_id, m.role, u.full_name, u.username)
      ORDER BY m.role COLLATE "C", m.joined_at, m.user_id)
    FROM chat_members m JOIN users u ON u.id = m.user_id WHERE m.chat_id = chats.id AND m.left_at IS NULL)`;

/** The chats the user at the first placeholder is in. */
const MINE =
  'JOIN chat_members mine ON mine.chat_id = chats.id AND mine.user_id = $1 AND mine.left_at IS NULL';
const LISTED = `chats.state <> 'archived'`;

const LIST = listStatements<ViewRow>({
  name: 'chat_views',
  ...{ columns: COLUMNS, source: `chats ${MINE}`, where: LISTED, values: 1 },
  key: { at: 'chats.active_at', id: 'chats.id' },
});

const FIND: Statement<ViewRow> = {
  name: 'chat_views_find',
  text: `SELECT ${COLUMNS} FROM chats ${MINE} WHERE chats.id = $2`,
};

const IDS: Statement<[id: string]> = {
  name: 'chat_views_ids',
  text: `SELECT chats.id FROM chats ${MINE} WHERE ${LISTED}`,
};

export class SqlChatViews extends ChatViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  listOf<Request extends ListRequest>(userId: UserId, request: Request) {
    return readList(this.store, LIST, [userId], request, { viewOf, positionOf: byActivity });
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

const byActivity = ({ activeAt, id }: ChatView) => ({ at: activeAt, id });

function viewOf([id, kind, orderId, serviceId, state, ...rest]: ViewRow): ChatView {
  const [lastSeq, lastMessageAt, lastMessagePreview, activeAt, createdAt, members] = rest;
  return {
    id,
    ...{ kind, orderId, serviceId, state },
    ...{ lastSeq, lastMessageAt, lastMessagePreview, activeAt, createdAt },
    members: members.map(([userId, role, fullName, username]) => ({ userId, role, fullName, username })),
  };
}
