import {
  AlreadyExists,
  Chat,
  ChatRepository,
  StaleVersion,
  type ChatActivity,
  type ChatId,
  type ChatRecord,
  type Id,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';
import { MEMBERS, membersOf, memberValues, putMembers, type ChatMembers } from './chat-members.js';

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

const PUT_MEMBERS = putMembers(CHATS.width + 1);

const ADD: Statement = {
  name: 'chats_add',
  text: `WITH written AS (${CHATS.insert.text} RETURNING id), members AS (${PUT_MEMBERS}) SELECT FROM written`,
};

/** Writes nothing, the members included, when the version is not the expected one. */
const SAVE: Statement = {
  name: 'chats_save',
  text: `WITH written AS (${CHATS.update.text} RETURNING id), members AS (${PUT_MEMBERS}) SELECT FROM written`,
};

const SELECT = `SELECT ${CHATS.columns}, ${MEMBERS} FROM chats`;
const FIND: Statement = { name: 'chats_find', text: `${SELECT} WHERE id = $1` };
const FIND_BY_ORDER: Statement = { name: 'chats_find_by_order', text: `${SELECT} WHERE order_id = $1` };

/** Without a new version: what people say never collides with what becomes of the chat. */
const RECORD_ACTIVITY: Statement = {
  name: 'chats_record_activity',
  text: `UPDATE chats SET last_seq = $2, last_message_at = $3, last_message_preview = $4, updated_at = $5
    WHERE id = $1 AND last_seq < $2`,
};

const REWIND_ACTIVITY: Statement = {
  name: 'chats_rewind_activity',
  text: `UPDATE chats SET last_seq = $3, last_message_at = $4, last_message_preview = $5, updated_at = $6
    WHERE id = $1 AND last_seq = $2`,
};

const NOTHING_SAID = { lastSeq: 0, lastMessageAt: null, lastMessagePreview: null };

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
    await this.store.session(within).execute(ADD, valuesOf(chat), REFUSALS);
  }

  async save(chat: Chat, within?: Within) {
    const stale = () => new StaleVersion('chat', chat.id);
    await this.store.session(within).executeExactly(1, SAVE, valuesOf(chat), stale, REFUSALS);
    chat.saved();
  }

  async find(id: ChatId, within?: Within) {
    return chatOf(await this.store.session(within).row(FIND, [id]));
  }

  async findByOrder(orderId: Id<'order'>, within?: Within) {
    return chatOf(await this.store.session(within).row(FIND_BY_ORDER, [orderId]));
  }

  async recordActivity(id: ChatId, activity: ChatActivity, now: Date, within?: Within) {
    const { lastSeq, lastMessageAt, lastMessagePreview } = activity;
    const values = [id, lastSeq, lastMessageAt, lastMessagePreview, now];
    await this.store.session(within).execute(RECORD_ACTIVITY, values);
  }

  async rewindActivity(id: ChatId, from: number, activity: ChatActivity | null, now: Date, within?: Within) {
    const { lastSeq, lastMessageAt, lastMessagePreview } = activity ?? NOTHING_SAID;
    const values = [id, from, lastSeq, lastMessageAt, lastMessagePreview, now];
    await this.store.session(within).execute(REWIND_ACTIVITY, values);
  }
}

function valuesOf(chat: Chat) {
  const { members, ...state } = chat.snapshot();
  return [...CHATS.values(state), ...memberValues(members)];
}

function chatOf(row: unknown[] | null): Chat | null {
  if (!row) return null;
  const members = membersOf(row.slice(CHATS.width) as ChatMembers);
  return Chat.rehydrate({ ...CHATS.read(row), members });
}
