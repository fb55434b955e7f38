import {
  AuditLog,
  CatalogueViews,
  CategoryRepository,
  ChatIntegrity,
  ChatRepository,
  ChatStateRepository,
  ChatViews,
  CommunicationLog,
  DeadLetters,
  DeadlineRepository,
  EarningRepository,
  EarningViews,
  FeeRuleRepository,
  FloatCommitments,
  IdempotencyKeyRepository,
  IdentityRepository,
  IdentityViews,
  Leases,
  JobRuns,
  KycLimitRepository,
  KycViews,
  Ledger,
  LedgerProof,
  LedgerViews,
  MessageIntegrity,
  MessageRepository,
  OneTimeTokenRepository,
  OrderRepository,
  OrderViews,
  Outbox,
  OutboxHistory,
  OutboxQueue,
  PaymentChannelRepository,
  PaymentRepository,
  PaymentViews,
  PayoutMethodRepository,
  PendingPayments,
  QueryPlans,
  RefundRepository,
  RoleRepository,
  ServiceRepository,
  SessionRepository,
  Settings,
  SlowQueries,
  UploadRepository,
  UploadViews,
  UserRepository,
  WebhookInbox,
  WithdrawalRepository,
  WithdrawalViews,
  type UnitOfWork,
} from '@2krika/domain';

/** The ports a unit of work hands out, by the names use cases know them by. */
export const SCOPE_PORTS = {
  outbox: Outbox,
  idempotencyKeys: IdempotencyKeyRepository,
  settings: Settings,
  feeRules: FeeRuleRepository,
  paymentChannels: PaymentChannelRepository,
  deadlines: DeadlineRepository,
  auditLog: AuditLog,
  deadLetters: DeadLetters,
  users: UserRepository,
  sessions: SessionRepository,
  oneTimeTokens: OneTimeTokenRepository,
  roles: RoleRepository,
  uploads: UploadRepository,
  identities: IdentityRepository,
  kycLimits: KycLimitRepository,
  categories: CategoryRepository,
  services: ServiceRepository,
  chats: ChatRepository,
  ledger: Ledger,
  earnings: EarningRepository,
  payoutMethods: PayoutMethodRepository,
  withdrawals: WithdrawalRepository,
  payments: PaymentRepository,
  refunds: RefundRepository,
  floatCommitments: FloatCommitments,
  orders: OrderRepository,
  pendingPayments: PendingPayments,
} as const;

/** The ports of the same store that stand outside any transaction: queues and views. */
export const STORE_PORTS = {
  outboxQueue: OutboxQueue,
  outboxHistory: OutboxHistory,
  jobRuns: JobRuns,
  webhookInbox: WebhookInbox,
  leases: Leases,
  slowQueries: SlowQueries,
  queryPlans: QueryPlans,
  identityViews: IdentityViews,
  uploadViews: UploadViews,
  kycViews: KycViews,
  catalogueViews: CatalogueViews,
  chatViews: ChatViews,
  ledgerViews: LedgerViews,
  earningViews: EarningViews,
  withdrawalViews: WithdrawalViews,
  paymentViews: PaymentViews,
  orderViews: OrderViews,
  ledgerProof: LedgerProof,
  chatIntegrity: ChatIntegrity,
} as const;

/** The ports of the store of messages. No transaction spans it and the other one. */
export const MESSAGE_PORTS = {
  messages: MessageRepository,
  chatStates: ChatStateRepository,
  communicationLog: CommunicationLog,
  messageIntegrity: MessageIntegrity,
} as const;

type PortsOf<Tokens> = {
  readonly [Name in keyof Tokens]: Tokens[Name] extends abstract new () => infer Port ? Port : never;
};

/** Everything a unit of work hands out. Each use case declares the part of it that it needs. */
export type Scope = PortsOf<typeof SCOPE_PORTS>;

/** Every port of the transactional store, each also outside a transaction. */
export type Storage = Scope & PortsOf<typeof STORE_PORTS> & { readonly unitOfWork: UnitOfWork<Scope> };

/** Every port of the store of messages. */
export type MessageStorage = PortsOf<typeof MESSAGE_PORTS>;
