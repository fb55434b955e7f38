import { after, SECOND, type Clock, type UnitOfWork } from '../../kernel/index.js';
import type { Upload, UploadRepository } from '../../files/index.js';
import { previewOf, type Message } from '../model/message.js';
import type { ChatRepository } from '../ports/chat-repository.js';
import type { MessageRepository, PendingMessage } from '../ports/message-repository.js';

const BATCH = 50;
const MAX_PAUSE = 600 * SECOND;

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
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many messages it took. @throws Unavailable without the messages' store */
  async execute(): Promise<number> {
    const pending = await this.messages.listPending(this.clock.now(), BATCH);
    for (const each of pending) await this.relay(each);
    return pending.length;
  }

  private async relay({ message, attempts }: PendingMessage): Promise<void> {
    try {
      await this.announce(message);
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const pause = Math.min(SECOND * 2 ** attempts, MAX_PAUSE);
      await this.messages.postpone(message.id, reason, after(this.clock.now(), pause));
      return;
    }
    await this.messages.markAnnounced(message.id, this.clock.now());
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
