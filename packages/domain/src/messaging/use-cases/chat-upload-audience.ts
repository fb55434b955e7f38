import { UploadAudience, type UploadId } from '../../files/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatRepository } from '../ports/chat-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';

/** Lets the members of a chat see the files that are attached in it. */
export class ChatUploadAudience extends UploadAudience {
  constructor(
    private readonly messages: MessageRepository,
    private readonly chats: ChatRepository,
  ) {
    super();
  }

  /** @throws Unavailable */
  async includes(userId: UserId, uploadId: UploadId): Promise<boolean> {
    const chatIds = await this.messages.chatsShowing(uploadId);
    const chats = await Promise.all(chatIds.map((id) => this.chats.find(id)));
    return chats.some((chat) => chat?.hasMember(userId) === true);
  }
}
