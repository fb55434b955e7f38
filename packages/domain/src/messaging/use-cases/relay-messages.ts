import { after, SECOND, type Clock, type UnitOfWork } from '../../kernel/index.js';
import type { Upload, UploadRepository } from '../../files/index.js';
import { isOutage, pauseAfter, pauseOfOutage, reasonOf, type Chance } from '../../platform/index.js';
import { previewOf, type Message } from '../model/message.js';
import type { ChatRepository } from '../ports/chat-repository.js';
import type { MessageRepository, PendingMessage } from '../ports/message-repository.js';

const BATCH = 50;
/** How long a message stays with whoever claimed it. By our clock: its store has none that all servers of the family tell. */
const LEASE = 5 * SECOND;

/**
 * Keeps the promises messages carry: the chat shows its newest message, and the files of a message are linked
 * to it. Doing it again, or in two processes at once, changes nothing.
 *
 * It never gives up. What fails here is the other store, and that comes back; a file left unlinked meanwhile
 * would in the end be removed under a message that shows it.
 */
export class RelayMessages {
  constructor(
    private readonly messages: MessageRepository,
    private readonly unitOfWork: UnitOfWork<{ chats: ChatRepository; uploads: UploadRepository }>,
    private readonly chance: Chance,
    private readonly clock: Clock,
  ) {}

  /**
   * Works through one batch. Answers how many messages it took.
   * @throws Unavailable without one of the stores: the rest of the batch would wait for it in vain
   */
  async execute(): Promise<number> {
    let taken = 0;
    for (const pending of await this.messages.listPending(this.clock.now(), BATCH)) {
      const held = await this.messages.claim(pending, after(this.clock.now(), LEASE));
      if (!held) continue;
      taken += 1;
      await this.relay(held);
    }
    return taken;
  }

  private async relay(held: PendingMessage): Promise<void> {
    try {
      await this.announce(held.message);
    } catch (error) {
      await this.postpone(held, error);
      if (isOutage(error)) throw error;
      return;
    }
    await this.messages.markAnnounced(held.message.id, this.clock.now());
  }

  private async postpone(held: PendingMessage, error: unknown): Promise<void> {
    const chance = this.chance.fraction();
    const pause = isOutage(error) ? pauseOfOutage(chance) : pauseAfter(held.attempts, chance);
    await this.messages.postpone(held, reasonOf(error), after(this.clock.now(), pause));
  }

  private async announce(message: Message): Promise<void> {
    const { id, chatId, seq, timestamp, attachments } = message;
    const now = this.clock.now();
    const activity = { lastSeq: seq, lastMessageAt: timestamp, lastMessagePreview: previewOf(message) };
    await this.unitOfWork.run(async ({ chats, uploads }) => {
      await chats.recordActivity(chatId, activity, now);
      if (attachments.length === 0) return;
      const locked = await uploads.listForUpdate(attachments.map(({ uploadId }) => uploadId));
      // It was its sender's and ready when the message was sent. Nothing held it since: the sender may have removed it.
      const left = locked.filter(isReady).map((upload) => upload.id);
      await uploads.setLinks({ type: 'message', id }, left, now);
    });
  }
}

function isReady(upload: Upload): boolean {
  return upload.snapshot().state === 'ready';
}
