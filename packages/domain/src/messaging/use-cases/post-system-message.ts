import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { EventHandler, OutboxEvent } from '../../platform/index.js';
import { systemMessage } from '../model/message.js';
import { isSystemEvent, SYSTEM_TEXTS } from '../model/system-texts.js';
import type { MessageRepository } from '../ports/message-repository.js';

/**
 * Lets the chat of an order say what happened to the order. The event's id is the number of the message, so an
 * event that is delivered twice is told once, in whichever process.
 */
export class PostSystemMessage implements EventHandler {
  readonly name = 'system-messages';
  readonly events = Object.keys(SYSTEM_TEXTS);

  constructor(
    private readonly messages: MessageRepository,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws Unavailable; Error for an event that is none of `events` or names no chat */
  async handle({ id: eventId, name, payload }: OutboxEvent): Promise<void> {
    const chatId = payload['chatId'];
    if (!isSystemEvent(name) || typeof chatId !== 'string') {
      throw new Error(`The chat has nothing to say about ${name}, or the event names no chat.`);
    }
    const draft = systemMessage({
      id: this.ids.generate(),
      chatId,
      event: name,
      eventId,
      now: this.clock.now(),
    });
    await this.messages.append(draft);
  }
}
