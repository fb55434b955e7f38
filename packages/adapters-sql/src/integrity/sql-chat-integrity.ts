import { ChatIntegrity, type ChatId, type Id, type OrderId, type UserId } from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const LIST: Statement<[id: ChatId, lastSeq: number, members: UserId[]]> = {
  name: 'chat_integrity_list',
  text: `SELECT id, last_seq, ARRAY(SELECT user_id::text FROM chat_members m WHERE m.chat_id = c.id)
    FROM chats c WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
};

/** What is no UUID is unknown as well. */
const missingFrom = (table: 'chats' | 'uploads'): Statement<[id: string]> => ({
  name: `chat_integrity_missing_${table}`,
  text: `SELECT id FROM unnest($1::text[]) AS named (id)
    WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.id::text = named.id)`,
});
const MISSING_CHATS = missingFrom('chats');
const MISSING_UPLOADS = missingFrom('uploads');

const WITHOUT_CHAT: Statement<[id: OrderId]> = {
  name: 'chat_integrity_orders_without_chat',
  text: `SELECT id FROM orders o
    WHERE NOT EXISTS (SELECT FROM chats c WHERE c.id = o.chat_id AND c.order_id = o.id) ORDER BY id`,
};

const WITHOUT_PARTY: Statement<[id: OrderId]> = {
  name: 'chat_integrity_orders_without_party',
  text: `SELECT id FROM orders o WHERE (
      SELECT count(*) FROM chat_members m WHERE m.chat_id = o.chat_id AND (m.user_id, m.role) IN
        ((o.customer_id, 'customer'), (o.seller_id, 'seller'))) <> 2 ORDER BY id`,
};

export class SqlChatIntegrity extends ChatIntegrity {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async listChats(after: ChatId | null, limit: number) {
    const rows = await this.store.session().rows(LIST, [after, limit]);
    return rows.map(([id, lastSeq, members]) => ({ id, lastSeq, members }));
  }

  async unknownChats(ids: readonly ChatId[]) {
    const rows = await this.store.session().rows(MISSING_CHATS, [ids]);
    return rows.map(([id]) => id);
  }

  async unknownUploads(ids: readonly Id<'upload'>[]) {
    const rows = await this.store.session().rows(MISSING_UPLOADS, [ids]);
    return rows.map(([id]) => id);
  }

  async ordersWithoutChat() {
    const rows = await this.store.session().rows(WITHOUT_CHAT);
    return rows.map(([id]) => id);
  }

  async ordersWithoutParty() {
    const rows = await this.store.session().rows(WITHOUT_PARTY);
    return rows.map(([id]) => id);
  }
}
