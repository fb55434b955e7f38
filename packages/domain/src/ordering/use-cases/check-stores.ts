import type { Id } from '../../kernel/index.js';
import type { ChatId, ChatSummary, MessageIntegrity, ReadMarks } from '../../messaging/index.js';
import { reportOf, type RuleReport } from '../../platform/index.js';
import type { ChatIntegrity, KnownChat } from '../ports/chat-integrity.js';

/** What is always true of the two stores beside each other, once nothing is on its way between them. */
export const STORE_RULES = [
  'orders_have_a_chat',
  'parties_are_members',
  /** A chat shows the newest of its messages. */
  'chats_show_last_message',
  /** The messages of a chat are numbered from 1 without gaps. */
  'messages_have_no_gaps',
  'senders_are_members',
  /** Nobody has read what was not said. */
  'marks_are_on_messages',
  'messages_have_a_chat',
  'attachments_are_uploads',
] as const;

export type StoreRule = (typeof STORE_RULES)[number];

const BATCH = 500;

/**
 * Compares the two stores, which no transaction spans. It changes nothing. A chat with a message that is still to be
 * announced is not judged by what it shows.
 */
export class CheckStores {
  constructor(
    private readonly chats: ChatIntegrity,
    private readonly messages: MessageIntegrity,
  ) {}

  /** One report for each rule, in their order. @throws Unavailable */
  async execute(): Promise<readonly RuleReport<StoreRule>[]> {
    const broken: Record<StoreRule, string[]> = {
      orders_have_a_chat: [...(await this.chats.ordersWithoutChat())],
      parties_are_members: [...(await this.chats.ordersWithoutParty())],
      chats_show_last_message: [],
      messages_have_no_gaps: [],
      senders_are_members: [],
      marks_are_on_messages: [],
      messages_have_a_chat: await unknown(this.messages.chatIds(), (ids) => this.chats.unknownChats(ids)),
      attachments_are_uploads: await unknown(this.messages.attachedUploads(), (ids) =>
        this.chats.unknownUploads(ids),
      ),
    };
    for await (const { chat, said, marks } of this.compared()) {
      for (const [rule, fault] of faultsOf(chat, said, marks)) broken[rule].push(`chat ${chat.id}: ${fault}`);
    }
    return STORE_RULES.map((rule) => reportOf(rule, broken[rule]));
  }

  /** Every chat beside what was said in it. */
  private async *compared() {
    for (let after: ChatId | null = null; ;) {
      const chats: readonly KnownChat[] = await this.chats.listChats(after, BATCH);
      const ids = chats.map(({ id }) => id);
      const [said, marks] = await Promise.all([this.messages.summaries(ids), this.messages.marksIn(ids)]);
      const saidIn = new Map(said.map((summary) => [summary.chatId, summary]));
      for (const chat of chats) {
        yield {
          chat,
          said: saidIn.get(chat.id) ?? nothingIn(chat.id),
          marks: marks.filter(({ chatId }) => chatId === chat.id),
        };
      }
      const last = ids.at(-1);
      if (last === undefined) return;
      after = last;
    }
  }
}

function nothingIn(chatId: ChatId): ChatSummary {
  return { chatId, messages: 0, lastSeq: 0, senders: [], isPending: false };
}

function* faultsOf(
  { lastSeq, members }: KnownChat,
  said: ChatSummary,
  marks: readonly ReadMarks[],
): Generator<[StoreRule, string]> {
  if (!said.isPending && lastSeq !== said.lastSeq) {
    yield ['chats_show_last_message', `shows message ${lastSeq}, the last is ${said.lastSeq}`];
  }
  if (said.messages !== said.lastSeq) {
    yield ['messages_have_no_gaps', `${said.messages} messages up to number ${said.lastSeq}`];
  }
  for (const sender of said.senders) {
    if (!members.includes(sender)) yield ['senders_are_members', `${sender} spoke and was never in it`];
  }
  for (const { userId, lastDeliveredSeq } of marks) {
    if (lastDeliveredSeq > said.lastSeq) {
      yield ['marks_are_on_messages', `${userId} received message ${lastDeliveredSeq} of ${said.lastSeq}`];
    }
  }
}

/** Those of a long list that the other store does not know. */
async function unknown<Name extends Id<string>>(
  ids: AsyncIterable<Name>,
  ask: (ids: readonly Name[]) => Promise<readonly Name[]>,
): Promise<string[]> {
  const missing = new Set<string>();
  let batch: Name[] = [];
  const flush = async () => {
    for (const id of await ask(batch)) missing.add(id);
    batch = [];
  };
  for await (const id of ids) {
    batch.push(id);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return [...missing];
}
