import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableRow } from '@2krika/adapters-sql/testing';
import {
  ChatIntegrity,
  CheckStores,
  DeadLetters,
  LedgerProof,
  MessageIntegrity,
  MessageRepository,
  pageRequest,
} from '@2krika/domain';
import type { Marketplace } from '../product/marketplace.js';
import type { Installation } from './installation.js';

/** What the operator has of one operation that it was asked for. */
interface OperatorRecord {
  readonly kind: 'collection' | 'refund' | 'payout';
  readonly reference: string;
  readonly status: string;
  readonly amount: number;
}

const END_OF_TIME = new Date(8.64e15);

/** The rules that what is kept in the two databases breaks, each with an example. */
async function brokenRules({ inside: { container } }: Installation): Promise<readonly string[]> {
  const stores = new CheckStores(container.get(ChatIntegrity), container.get(MessageIntegrity));
  const reports = [...(await container.get(LedgerProof).check()), ...(await stores.execute())];
  return reports
    .filter(({ violations }) => violations > 0)
    .map(({ rule, examples }) => `${rule}: ${examples.join('; ')}`);
}

/** What the platform has said in a chat more than once: an order does in these tests each thing once. */
async function repeated({ inside: { container }, tables }: Installation): Promise<readonly string[]> {
  const messages = container.get(MessageRepository);
  const chats = await Promise.all(
    (await tables.rows('chats')).map(({ id }) => messages.listAfter(String(id), 0, 100)),
  );
  return chats.flatMap((said) => {
    const events = said.flatMap(({ event }) => event ?? []);
    return events.filter((event, index) => events.indexOf(event) < index);
  });
}

/** How much work is still to be done or was given up. */
async function workLeft(installation: Installation): Promise<Record<string, number>> {
  const { container } = installation.inside;
  return {
    messages: (await container.get(MessageRepository).listPending(END_OF_TIME, 10)).length,
    events: await installation.tables.count('outbox_events', 'published_at IS NULL'),
    webhooks: await installation.tables.count('webhook_events', `state = 'received'`),
    calls: await installation.tables.count('payment_attempts', `state IN ('created', 'sent', 'unknown')`),
    refunds: await installation.tables.count('refunds', `state IN ('approved', 'processing', 'unknown')`),
    withdrawals: await installation.tables.count(
      'withdrawals',
      `state IN ('approved', 'processing', 'unknown')`,
    ),
    deadLetters: (await container.get(DeadLetters).list(pageRequest())).count,
  };
}

/** What the operator was asked for, each as it is now: its own journal, which no fault of ours reaches. */
function operatorRecords(installation: Installation): readonly OperatorRecord[] {
  const journal = readFileSync(join(installation.setting('SANDBOX_DATA_FOLDER'), 'journal.jsonl'), 'utf8');
  const records = new Map<string, OperatorRecord>();
  for (const line of journal.split('\n').slice(0, -1)) {
    // Our own sandbox wrote it.
    const { operations = [] } = JSON.parse(line) as { readonly operations?: readonly OperatorRecord[] };
    for (const operation of operations) records.set(`${operation.kind} ${operation.reference}`, operation);
  }
  return [...records.values()];
}

type Booked = readonly [kind: OperatorRecord['kind'], reference: unknown, amount: unknown];

/** What we believe that the operator did, by our own records: the key of each call, and the money that moved. */
async function bookedOperations({ tables }: Installation): Promise<readonly Booked[]> {
  const [payments, withdrawals] = [await tables.rows('payments'), await tables.rows('withdrawals')];
  const ownerOf = (owners: readonly TableRow[], id: unknown) => owners.find((owner) => owner['id'] === id);
  const [collected, refunded, paidOut] = await Promise.all(
    ['payment_attempts', 'refunds', 'payout_attempts'].map((table) =>
      tables.rows(table, `state = 'succeeded'`),
    ),
  );
  return [
    ...(collected ?? []).map((attempt): Booked => {
      const payment = ownerOf(payments, attempt['payment_id']);
      return ['collection', attempt['provider_key'], payment?.['captured_amount']];
    }),
    ...(refunded ?? []).map((refund): Booked => ['refund', refund['provider_key'], refund['amount']]),
    ...(paidOut ?? []).map((attempt): Booked => {
      const withdrawal = ownerOf(withdrawals, attempt['withdrawal_id']);
      return ['payout', attempt['provider_key'], withdrawal?.['amount']];
    }),
  ];
}

/** Waits until all work is done; then what is kept is as if nothing had ever failed. */
export async function expectSound(installation: Installation, market: Marketplace): Promise<void> {
  await market.eventually(
    () => workLeft(installation),
    (left) => Object.values(left).every((count) => count === 0),
  );
  expect(await brokenRules(installation)).toEqual([]);
  expect(await repeated(installation)).toEqual([]);
}

/** The operator moved what is booked, and was asked for nothing else: no call was made twice under two keys. */
export async function expectOperatorAgrees(installation: Installation): Promise<void> {
  const records = operatorRecords(installation);
  const moved = records.map(({ kind, reference, amount }) => [kind, reference, amount]);
  const booked = await bookedOperations(installation);
  expect(moved.toSorted()).toEqual(booked.toSorted());
  expect(records.filter(({ status }) => status !== 'successful')).toEqual([]);
}
