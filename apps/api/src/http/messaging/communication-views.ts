import { IsIn, IsInt, Min } from 'class-validator';
import {
  COMMUNICATION_KINDS,
  TRANSPORTS,
  type CommunicationEntry,
  type CommunicationKind,
  type Transport,
} from '@2krika/domain';
import { Id, Instant, Nullable, PagesOf, Text } from '../server/index.js';

export class CommunicationView {
  @Id()
  id!: string;

  @Instant()
  at!: string;

  @IsIn(COMMUNICATION_KINDS)
  kind!: CommunicationKind;

  @Id()
  userId!: string;

  @Nullable()
  @Id()
  chatId!: string | null;

  /** The message of the chat. */
  @Nullable()
  @IsInt()
  @Min(1)
  seq!: number | null;

  @IsIn(TRANSPORTS)
  transport!: Transport;

  @Nullable()
  @Text({ max: 200 })
  connectionId!: string | null;

  /** The process that saw it. */
  @Nullable()
  @Text({ max: 200 })
  node!: string | null;

  /** Milliseconds it took. */
  @Nullable()
  @IsInt()
  @Min(0)
  ms!: number | null;

  @Nullable()
  @Text({ max: 1_000 })
  error!: string | null;

  @Nullable()
  @Text({ max: 128 })
  ipHash!: string | null;
}

export const CommunicationPages = PagesOf(CommunicationView);

export function toCommunicationView({ at, ...entry }: CommunicationEntry): CommunicationView {
  const { id, kind, userId, chatId, seq, transport, connectionId, node, ms, error, ipHash } = entry;
  return {
    id,
    ...{ kind, userId, chatId, seq, transport, connectionId, node, ms, error, ipHash },
    at: at.toISOString(),
  };
}
