import { copyRow, type RowCopies, type TestDatabase } from '@2krika/adapters-sql/testing';
import type { World } from '../input/world.js';

/** How many more there are of everything afterwards. */
export const MORE = 20;

const ANEW = { id: 'gen_random_uuid()' };
/** A thing whose parts are copied too is known by the number of its copy. */
const KNOWN = `('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;

/** Everything that a list or a page shows many of. */
function growth({ ids }: World): readonly Omit<RowCopies, 'count'>[] {
  const is = (column: string, name: string) => `${column} = '${String(ids[name])}'`;
  const [ofService, ofOrder] = [is('service_id', 'services'), is('order_id', 'orders')];
  return [
    { table: 'services', where: is('id', 'services'), changes: { ...ANEW, slug: `source.slug || n` } },
    { table: 'options', where: ofService, changes: { ...ANEW, position: 'source.position + n' } },
    {
      table: 'service_media',
      where: ofService,
      changes: { upload_id: 'gen_random_uuid()', position: 'n + 10' },
    },
    {
      table: 'orders',
      where: is('id', 'orders'),
      changes: { ...ANEW, number: `'copy-' || n`, chat_id: 'gen_random_uuid()' },
    },
    { table: 'order_items', where: ofOrder, changes: { ...ANEW, position: 'source.position + n' } },
    { table: 'order_events', where: ofOrder, changes: { ...ANEW, seq: 'n + 100' } },
    { table: 'deliveries', where: ofOrder, changes: { ...ANEW, number: 'n + 100' } },
    {
      table: 'payments',
      where: is('id', 'payments'),
      changes: {
        ...{ ...ANEW, state: `'failed'`, captured_at: 'NULL' },
        ...{ captured_amount: '0', refunded_amount: '0' },
      },
    },
    { table: 'refunds', where: is('id', 'refunds'), changes: { ...ANEW, provider_key: 'gen_random_uuid()' } },
    { table: 'earnings', where: 'true', changes: { ...ANEW, order_id: 'gen_random_uuid()' } },
    { table: 'payout_methods', changes: { ...ANEW, account_hmac: 'gen_random_uuid()' } },
    {
      table: 'withdrawals',
      where: is('id', 'withdrawals'),
      changes: {
        ...{ ...ANEW, number: `'copy-' || n`, provider_key: 'gen_random_uuid()' },
        ...{ state: `'cancelled'`, paid_at: 'NULL' },
      },
    },
    {
      table: 'transactions',
      where: `user_id = (SELECT user_id FROM withdrawals WHERE ${is('id', 'withdrawals')})`,
      changes: { id: KNOWN, source_key: `'copy-' || n` },
    },
    { table: 'transaction_entries', changes: { transaction_id: KNOWN } },
    { table: 'chats', where: is('id', 'chats'), changes: { id: KNOWN, order_id: 'gen_random_uuid()' } },
    ...['customer', 'seller'].map((role) => ({
      table: 'chat_members',
      where: `${is('chat_id', 'chats')} AND role = '${role}'`,
      changes: { chat_id: KNOWN },
    })),
  ];
}

export async function grow({ admin }: TestDatabase, world: World): Promise<void> {
  for (const copies of growth(world)) await copyRow(admin, { ...copies, count: MORE });
}
