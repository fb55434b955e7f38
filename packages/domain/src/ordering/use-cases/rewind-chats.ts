import type { Clock } from '../../kernel/index.js';
import {
  previewOf,
  type ChatId,
  type ChatRepository,
  type MessageIntegrity,
  type MessageRepository,
} from '../../messaging/index.js';
import type { ChatIntegrity, KnownChat } from '../ports/chat-integrity.js';

const BATCH = 500;

/**
 * Lets chats show what is left of their messages, after the store of messages was put back to an earlier state than
 * the chats. The next message gets the place behind the last one that is left; until it had passed what the chat
 * shows, nobody would see it in a list.
 */
export class RewindChats {
  constructor(
    private readonly known: ChatIntegrity,
    private readonly integrity: MessageIntegrity,
    private readonly messages: MessageRepository,
    private readonly chats: ChatRepository,
    private readonly clock: Clock,
  ) {}

  /** Answers how many chats showed what is gone. @throws Unavailable */
  async execute(): Promise<number> {
    let rewound = 0;
    for (let after: ChatId | null = null; ;) {
      const chats: readonly KnownChat[] = await this.known.listChats(after, BATCH);
      const last = chats.at(-1);
      if (!last) return rewound;
      rewound += await this.rewind(chats);
      after = last.id;
    }
  }

  private async rewind(chats: readonly KnownChat[]): Promise<number> {
    const said = await this.integrity.summaries(chats.map(({ id }) => id));
    const lastSeqs = new Map(said.map(({ chatId, lastSeq }) => [chatId, lastSeq]));
    const ahead = chats.filter(({ id, lastSeq }) => lastSeq > (lastSeqs.get(id) ?? 0));
    for (const { id, lastSeq: from } of ahead) {
      const [message] = await this.messages.listBefore(id, null, 1);
      const activity = message
        ? { lastSeq: message.seq, lastMessageAt: message.timestamp, lastMessagePreview: previewOf(message) }
        : null;
      await this.chats.rewindActivity(id, from, activity, this.clock.now());
    }
    return ahead.length;
  }
}
