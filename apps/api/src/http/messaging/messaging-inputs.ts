import { MAX_ATTACHMENTS, MAX_CONTENT } from '@2krika/domain';
import { Id, Integer, Limit, ListOf, ListQuery, Optional, QueryInteger, Text } from '../server/index.js';

/** More messages than any chat will have, and a number every store keeps. */
const MAX_SEQ = 2_147_483_647;

export class ChatParams {
  @Id()
  id!: string;
}

/** At most one of the three places. */
export class HistoryQuery {
  @Optional()
  @QueryInteger({ min: 0, max: MAX_SEQ })
  before_seq?: number;

  @Optional()
  @QueryInteger({ min: 0, max: MAX_SEQ })
  after_seq?: number;

  @Optional()
  @QueryInteger({ min: 0, max: MAX_SEQ })
  around_seq?: number;

  @Optional()
  @Limit()
  limit?: number;
}

export class AttachmentInput {
  @Id()
  uploadId!: string;
}

export class MessageBody {
  /** Yours: the same one sent again says nothing new. */
  @Optional()
  @Id()
  clientMessageId?: string;

  @Optional()
  @Text({ min: 0, max: MAX_CONTENT })
  content?: string;

  /** Your own files, uploaded for messages. */
  @Optional()
  @ListOf(() => AttachmentInput, { max: MAX_ATTACHMENTS })
  attachments?: readonly AttachmentInput[];
}

export class MarkBody {
  /** The newest message it covers. */
  @Integer({ min: 0, max: MAX_SEQ })
  seq!: number;
}

/** Every filter that is given has to fit. */
export class CommunicationQuery extends ListQuery {
  @Optional()
  @Id()
  userId?: string;

  @Optional()
  @Id()
  chatId?: string;

  @Optional()
  @QueryInteger({ min: 1, max: MAX_SEQ })
  seq?: number;
}
