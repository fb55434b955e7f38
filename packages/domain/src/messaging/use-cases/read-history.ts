import { pageRequest } from '../../kernel/index.js';
import type { Locale } from '../../identity/index.js';
import { InvalidHistoryWindow } from '../model/message-errors.js';
import { inLanguage, type Message } from '../model/message.js';
import type { ChatRepository } from '../ports/chat-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { memberChat, type ChatInput } from './member-chat.js';

export interface ReadHistoryInput extends ChatInput {
  /** At most one of the three; none of them reads the newest. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  /** Messages, 1 to 100; by default 20. */
  readonly limit?: number | undefined;
  /** Of system messages. */
  readonly locale: Locale;
}

export interface History {
  /** Oldest first. */
  readonly results: readonly Message[];
  /**
   * The place of the newest message of the chat. Places count from 1 without gaps, so with it a reader knows
   * what is missing on either side.
   */
  readonly lastSeq: number;
}

/** Shows a member what was said. */
export class ReadHistory {
  constructor(
    private readonly chats: ChatRepository,
    private readonly messages: MessageRepository,
  ) {}

  /** @throws ChatNotFound; InvalidHistoryWindow; InvalidPage for the limit; Unavailable */
  async execute({ locale, ...input }: ReadHistoryInput): Promise<History> {
    assertOneWindow(input);
    const limit = pageRequest(1, input.limit).limit;
    await memberChat(this.chats, input);
    const results = await this.read(input, limit);
    // Read last: it then covers everything shown, whatever is said meanwhile.
    const lastSeq = await this.messages.lastSeq(input.chatId);
    return { results: results.map((message) => inLanguage(message, locale)), lastSeq };
  }

  private async read(
    { chatId, before, after, around }: Omit<ReadHistoryInput, 'locale'>,
    limit: number,
  ): Promise<readonly Message[]> {
    if (after !== undefined) return this.messages.listAfter(chatId, after, limit);
    if (around === undefined) return this.messages.listBefore(chatId, before ?? null, limit);
    const earlier = Math.floor(limit / 2);
    const [left, right] = await Promise.all([
      earlier === 0 ? [] : this.messages.listBefore(chatId, around, earlier),
      this.messages.listAfter(chatId, around - 1, limit - earlier),
    ]);
    return [...left, ...right];
  }
}

function assertOneWindow({ before, after, around }: Omit<ReadHistoryInput, 'locale'>): void {
  const given = [before, after, around].filter((seq) => seq !== undefined);
  if (given.length > 1) {
    throw new InvalidHistoryWindow('History is read before, after or around one message.');
  }
  if (!given.every((seq) => Number.isSafeInteger(seq) && seq >= 0)) {
    throw new InvalidHistoryWindow('The place of a message is a whole number from 0.', { seq: given[0] });
  }
}
