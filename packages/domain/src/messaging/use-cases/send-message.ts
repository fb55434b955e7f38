import type { Clock, Id, IdGenerator } from '../../kernel/index.js';
import { UploadNotYours, type Upload, type UploadRepository } from '../../files/index.js';
import type { Actor } from '../../identity/index.js';
import { MAX_ATTACHMENTS, textMessage, type Attachment } from '../model/message.js';
import type { ChatRepository } from '../ports/chat-repository.js';
import type { Appended, MessageRepository } from '../ports/message-repository.js';
import { memberChat, type ChatInput } from './member-chat.js';

export interface SendMessageInput extends ChatInput {
  readonly content: string;
  readonly uploadIds: readonly Id<'upload'>[];
  /** A UUID of the sender's choice: the same one sent again says nothing new. */
  readonly clientMessageId?: string | undefined;
}

/**
 * Says something in a chat. The message is one write to the store of messages, and carries the promise to tell
 * the rest of the platform: linking its files and showing it in lists follow from there.
 */
export class SendMessage {
  constructor(
    private readonly chats: ChatRepository,
    private readonly uploads: UploadRepository,
    private readonly messages: MessageRepository,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers a repeat with the first message, also when nothing could be said any more.
   * @throws ChatNotFound; ChatLocked; InvalidMessage; UploadNotYours; UploadPurposeMismatch; UploadNotReady; Unavailable
   */
  async execute({ content, uploadIds, ...input }: SendMessageInput): Promise<Appended> {
    const { actor, chatId } = input;
    const chat = await memberChat(this.chats, input);
    const clientMessageId = input.clientMessageId?.toLowerCase() ?? this.ids.generate();
    const senderId = actor.userId;
    const said = await this.messages.findSent({ chatId, senderId, clientMessageId });
    if (said) return { message: said, isRepeat: true };
    chat.assertMayWrite(actor);
    const attachments = await this.attachments(actor, uploadIds);
    const now = this.clock.now();
    const id = this.ids.generate();
    return this.messages.append(
      textMessage({ id, chatId, senderId, content, clientMessageId, attachments, now }),
    );
  }

  /** One more than are allowed is enough to refuse them all. */
  private attachments(actor: Actor, uploadIds: readonly Id<'upload'>[]): Promise<Attachment[]> {
    const looked = uploadIds.slice(0, MAX_ATTACHMENTS + 1);
    return Promise.all(
      looked.map(async (id) => {
        const upload = await this.uploads.find(id);
        if (!upload) throw new UploadNotYours(id);
        return attachmentOf(upload, actor);
      }),
    );
  }
}

function attachmentOf(upload: Upload, actor: Actor): Attachment {
  upload.assertUsableBy(actor, 'message');
  const { id, path, mimeType, sizeBytes, name } = upload.snapshot();
  return { uploadId: id, path, type: mimeType, size: sizeBytes, name };
}
