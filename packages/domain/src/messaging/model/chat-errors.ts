import { DomainError } from '../../kernel/index.js';

/** There is no such chat, or the actor is no member of it. */
export class ChatNotFound extends DomainError {
  readonly code = 'chat.not_found';
  readonly kind = 'not_found';

  constructor(chatId: string) {
    super('There is no such chat.', { chatId });
  }
}

/** The chat can be read, and nothing more be said in it. */
export class ChatLocked extends DomainError {
  readonly code = 'chat.locked';
  readonly kind = 'conflict';

  constructor(chatId: string) {
    super('This chat is closed.', { chatId });
  }
}
