import {
  AlreadyExists,
  Chat,
  ChatRepository,
  StaleVersion,
  type ChatActivity,
  type ChatId,
  type ChatMember,
  type ChatRecord,
  type ChatRole,
  type Id,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, SqlValue, Statement } from '../unit-of-work/statement.js';

const CHATS = new Table<Omit<ChatRecord, 'members'>>('chats', {
  id: 'id',
  kind: 'kind',
  orderId: 'order_id',
  serviceId: 'service_id',
  state: 'state',
  createdBy: 'created_by',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

const [USERS, ROLES, JOINED, LEFT, MUTED] = [1, 2, 3, 4, 5].map((offset) => `$${CHATS.width + offset}`);

const PUT_MEMBERS = `INSERT INTO chat_members (chat_id, user_id, role, joined_at, left_at, muted_until)
  SELECT written.id, m.user_id, m.role, m.joined_at, m.left_at, m.muted_until
  FROM written, unnest(${USERS}::uuid[], ${ROLES}::text[], ${JOINED}::timestamptz[], ${LEFT}::timestamptz[],
    ${MUTED}::timestamptz[]) AS m (user_id, role, joined_at, left_at, muted_until)
  ON CONFLICT (chat_id, user_id) DO UPDATE
    SET role = excluded.role, left_at = excluded.left_at, muted_until = excluded.muted_until, updated_at = now()`;

const ADD: Statement = {
  name: 'chats_add',
  text: `WITH written AS (${CHATS.insert.text} RETURNING id), members AS (${PUT_MEMBERS}) SELECT FROM written`,
};

const SAVE: Statement = {
  name: 'chats_save',
  text: `WITH written AS (${CHATS.updateWith()} RETURNING id), members AS (${PUT_MEMBERS}) SELECT FROM written`,
};

type MemberJson = [
  userId: string,
  role: ChatRole,
  joinedAt: string,
  leftAt: string | null,
  mutedUntil: string | null,
];

const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SELECT = `SELECT ${CHATS.columns}, (
    SELECT json_agg(json_build_array(user_id, role, ${INSTANT('joined_at')}, ${INSTANT('left_at')}, ${INSTANT('muted_until')})
      ORDER BY array_position('{customer,seller,staff}', role), user_id)
    FROM chat_members WHERE chat_id = chats.id)
  FROM chats`;

const FIND: Statement = { name: 'chats_find', text: `${SELECT} WHERE id = $1` };
const FIND_BY_ORDER: Statement = { name: 'chats_find_by_order', text: `${SELECT} WHERE order_id = $1` };

const RECORD_ACTIVITY: Statement = {
  name: 'chats_record_activity',
  text: `UPDATE chats SET last_seq = $2, last_message_at = $3, last_message_preview = $4, updated_at = $5
    WHERE id = $1 AND last_seq < $2`,
};

const alreadyExists = () => new AlreadyExists('chat');
const REFUSALS: Refusals = { chats_pkey: alreadyExists, chats_order_id_key: alreadyExists };

export class SequelizeChatRepository extends ChatRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(chat: Chat, within?: Within) {
    await this.store.session(within).execute(ADD, valuesOf(chat.snapshot()), REFUSALS);
  }

  async save(chat: Chat, within?: Within) {
    const stale = () => new StaleVersion('chat', chat.id);
    await this.store.session(within).executeExactly(1, SAVE, valuesOf(chat.snapshot()), stale);
    chat.saved();
  }

  async find(id: ChatId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && chatOf(row);
  }

  async findByOrder(orderId: Id<'order'>, within?: Within) {
    const row = await this.store.session(within).row(FIND_BY_ORDER, [orderId]);
    return row && chatOf(row);
  }

  async recordActivity(id: ChatId, activity: ChatActivity, now: Date, within?: Within) {
    const { lastSeq, lastMessageAt, lastMessagePreview } = activity;
    const values = [id, lastSeq, lastMessageAt, lastMessagePreview, now];
    await this.store.session(within).execute(RECORD_ACTIVITY, values);
  }
}

function valuesOf({ members, ...state }: ChatRecord): readonly SqlValue[] {
  return [
    ...CHATS.values(state),
    members.map(({ userId }) => userId),
    members.map(({ role }) => role),
    members.map(({ joinedAt }) => joinedAt),
    members.map(({ leftAt }) => leftAt),
    members.map(({ mutedUntil }) => mutedUntil),
  ];
}

function chatOf(row: unknown[]): Chat {
  const members = row[CHATS.width] as MemberJson[];
  return Chat.rehydrate({ ...CHATS.read(row), members: members.map(memberOf) });
}

function memberOf([userId, role, joinedAt, leftAt, mutedUntil]: MemberJson): ChatMember {
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return {
    userId,
    role,
    joinedAt: new Date(joinedAt),
    leftAt: instant(leftAt),
    mutedUntil: instant(mutedUntil),
  };
}
