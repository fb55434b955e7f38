import { DomainError } from '../../kernel/index.js';

/** The message is too long, empty, or holds what no reader could see. */
export class InvalidMessage extends DomainError {
  readonly code = 'message.invalid';
  readonly kind = 'invalid';

  constructor(pointer: string, reason: string) {
    super(reason, { pointer });
  }
}

/** The part of a chat that was asked for cannot be: more than one place, or a place below 1. */
export class InvalidHistoryWindow extends DomainError {
  readonly code = 'message.invalid_window';
  readonly kind = 'invalid';
}

/** Nobody can have read, or received, what was not said yet. */
export class MarkAheadOfChat extends DomainError {
  readonly code = 'chat.mark_ahead';
  readonly kind = 'rule_violation';

  constructor(seq: number, lastSeq: number) {
    super('This chat has no such message yet.', { pointer: '/seq', seq, lastSeq });
  }
}
