import {
  IdempotencyKeyRepository,
  IdentityViews,
  OneTimeTokenRepository,
  Outbox,
  OutboxQueue,
  RoleRepository,
  SessionRepository,
  UserRepository,
  type UnitOfWork,
} from '@2krika/domain';

/** The ports a unit of work hands out, by the names use cases know them by. */
export const SCOPE_PORTS = {
  outbox: Outbox,
  idempotencyKeys: IdempotencyKeyRepository,
  users: UserRepository,
  sessions: SessionRepository,
  oneTimeTokens: OneTimeTokenRepository,
  roles: RoleRepository,
} as const;

/** The ports of the same store that stand outside any transaction: queues and views. */
export const STORE_PORTS = {
  outboxQueue: OutboxQueue,
  identityViews: IdentityViews,
} as const;

type PortsOf<Tokens> = {
  readonly [Name in keyof Tokens]: Tokens[Name] extends abstract new () => infer Port ? Port : never;
};

/** Everything a unit of work hands out. Each use case declares the part of it that it needs. */
export type Scope = PortsOf<typeof SCOPE_PORTS>;

/** Every port of the transactional store, each also outside a transaction. */
export type Storage = Scope & PortsOf<typeof STORE_PORTS> & { readonly unitOfWork: UnitOfWork<Scope> };
