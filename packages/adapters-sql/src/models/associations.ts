/** One direction of a relation between two models. */
export type Association = DirectAssociation | AssociationThrough;

/** Between the rows of one model and those that carry their key. */
export interface DirectAssociation {
  readonly source: string;
  readonly kind: 'belongsTo' | 'hasMany' | 'hasOne';
  readonly target: string;
  /** The name it is included by: `Service.findOne({ include: 'owner' })`. */
  readonly as: string;
  /** An attribute of the source for `belongsTo`, else of the target. */
  readonly foreignKey: string;
}

/** By way of a model whose rows carry the keys of both. */
export interface AssociationThrough {
  readonly source: string;
  readonly kind: 'belongsToMany';
  readonly target: string;
  readonly as: string;
  readonly through: string;
  /** An attribute of the model between them: whose row of the source it is. */
  readonly foreignKey: string;
  /** Likewise of the target. */
  readonly otherKey: string;
}

/** The side that may be many, and the name of the one it belongs to. */
type Many = readonly [source: string, foreignKey: string, as: string];
/** The side that is one, and the name of those that belong to it. */
type One = readonly [target: string, as: string];

/** Every relation that models can be loaded along, in both directions. */
export const ASSOCIATIONS: readonly Association[] = [
  // Platform
  ...manyToOne(['ProcessedEvent', 'eventId', 'event'], ['OutboxEvent', 'processedEvents']),
  ...manyToOne(['AuditLog', 'actorId', 'actor'], ['User', 'auditLogs']),

  // Identity
  ...manyToMany(['User', 'roles', 'userId'], 'UserRole', ['Role', 'users', 'roleCode']),
  ...manyToOne(['UserRole', 'userId', 'user'], ['User', 'userRoles']),
  ...manyToOne(['UserRole', 'roleCode', 'role'], ['Role', 'userRoles']),
  ...manyToOne(['UserRole', 'grantedBy', 'granter'], ['User', 'grantedUserRoles']),
  ...manyToMany(['Role', 'permissions', 'roleCode'], 'RolePermission', [
    'Permission',
    'roles',
    'permissionCode',
  ]),
  ...manyToOne(['RolePermission', 'roleCode', 'role'], ['Role', 'rolePermissions']),
  ...manyToOne(['RolePermission', 'permissionCode', 'permission'], ['Permission', 'rolePermissions']),
  ...manyToOne(['Session', 'userId', 'user'], ['User', 'sessions']),
  ...manyToOne(['OneTimeToken', 'userId', 'user'], ['User', 'oneTimeTokens']),

  // Files
  ...manyToOne(['Upload', 'ownerId', 'owner'], ['User', 'uploads']),
  ...manyToOne(['UploadLink', 'uploadId', 'upload'], ['Upload', 'links']),
  ...manyToOne(['User', 'avatarUploadId', 'avatar'], ['Upload', 'avatarUsers']),

  // KYC
  ...manyToOne(['Identity', 'userId', 'user'], ['User', 'identities']),
  ...manyToOne(['Identity', 'reviewerId', 'reviewer'], ['User', 'reviewedIdentities']),
  ...manyToOne(['Identity', 'endorsedBy', 'endorser'], ['User', 'endorsedIdentities']),
  ...manyToOne(['IdentityDocument', 'identityId', 'identity'], ['Identity', 'documents']),
  ...manyToOne(['IdentityDocument', 'uploadId', 'upload'], ['Upload', 'identityDocuments']),

  // Catalogue
  ...manyToOne(['Category', 'parentId', 'parent'], ['Category', 'children']),
  ...manyToOne(['Service', 'ownerId', 'owner'], ['User', 'services']),
  ...manyToOne(['Service', 'categoryId', 'category'], ['Category', 'services']),
  ...manyToOne(['ServicePackage', 'serviceId', 'service'], ['Service', 'packages']),
  ...manyToOne(['Option', 'serviceId', 'service'], ['Service', 'options']),
  ...manyToOne(['ServiceRequirement', 'serviceId', 'service'], ['Service', 'requirements']),
  ...manyToOne(['ServiceMedia', 'serviceId', 'service'], ['Service', 'media']),
  ...manyToOne(['ServiceMedia', 'uploadId', 'upload'], ['Upload', 'serviceMedia']),

  // Messaging
  ...oneToOne(['Chat', 'orderId', 'order'], ['Order', 'chat']),
  ...manyToOne(['Chat', 'serviceId', 'service'], ['Service', 'chats']),
  ...manyToOne(['Chat', 'createdBy', 'creator'], ['User', 'createdChats']),
  ...manyToOne(['ChatMember', 'chatId', 'chat'], ['Chat', 'members']),
  ...manyToOne(['ChatMember', 'userId', 'user'], ['User', 'chatMembers']),

  // Ledger
  ...manyToOne(['Transaction', 'userId', 'user'], ['User', 'transactions']),
  ...manyToOne(['Transaction', 'createdBy', 'creator'], ['User', 'createdTransactions']),
  ...manyToOne(['Transaction', 'orderId', 'order'], ['Order', 'transactions']),
  ...manyToOne(['Transaction', 'paymentId', 'payment'], ['Payment', 'transactions']),
  ...manyToOne(['Transaction', 'refundId', 'refund'], ['Refund', 'transactions']),
  ...manyToOne(['Transaction', 'withdrawalId', 'withdrawal'], ['Withdrawal', 'transactions']),
  ...oneToOne(['Transaction', 'reversesTransactionId', 'reversedTransaction'], ['Transaction', 'reversal']),
  ...manyToOne(['TransactionEntry', 'transactionId', 'transaction'], ['Transaction', 'entries']),
  ...manyToOne(['TransactionEntry', 'accountId', 'account'], ['Account', 'entries']),
  ...manyToOne(['TransactionEntry', 'orderId', 'order'], ['Order', 'transactionEntries']),
  ...oneToOne(['Earning', 'orderId', 'order'], ['Order', 'earning']),
  ...manyToOne(['Earning', 'sellerId', 'seller'], ['User', 'earnings']),
  ...manyToOne(['PayoutMethod', 'userId', 'user'], ['User', 'payoutMethods']),
  ...manyToOne(['Withdrawal', 'userId', 'user'], ['User', 'withdrawals']),
  ...manyToOne(['Withdrawal', 'payoutMethodId', 'payoutMethod'], ['PayoutMethod', 'withdrawals']),
  ...manyToOne(['Withdrawal', 'decidedBy', 'decider'], ['User', 'decidedWithdrawals']),
  ...manyToOne(['PayoutAttempt', 'withdrawalId', 'withdrawal'], ['Withdrawal', 'payoutAttempts']),

  // Payments
  ...manyToOne(['Payment', 'orderId', 'order'], ['Order', 'payments']),
  ...manyToOne(['Payment', 'payerId', 'payer'], ['User', 'payments']),
  ...manyToOne(['PaymentAttempt', 'paymentId', 'payment'], ['Payment', 'paymentAttempts']),
  ...manyToOne(['Refund', 'orderId', 'order'], ['Order', 'refunds']),
  ...manyToOne(['Refund', 'paymentId', 'payment'], ['Payment', 'refunds']),
  ...manyToOne(['Refund', 'reasonCode', 'reason'], ['RefundReason', 'refunds']),
  ...manyToOne(['Refund', 'requestedBy', 'requester'], ['User', 'requestedRefunds']),
  ...manyToOne(['Refund', 'decidedBy', 'decider'], ['User', 'decidedRefunds']),

  // Ordering
  ...manyToOne(['Order', 'customerId', 'customer'], ['User', 'orders']),
  ...manyToOne(['Order', 'sellerId', 'seller'], ['User', 'sales']),
  ...manyToOne(['Order', 'serviceId', 'service'], ['Service', 'orders']),
  ...manyToOne(['OrderItem', 'orderId', 'order'], ['Order', 'items']),
  ...manyToOne(['OrderEvent', 'orderId', 'order'], ['Order', 'events']),
  ...manyToOne(['OrderEvent', 'actorId', 'actor'], ['User', 'orderEvents']),
  ...manyToOne(['Delivery', 'orderId', 'order'], ['Order', 'deliveries']),
];

function manyToOne([source, foreignKey, as]: Many, [target, reverse]: One): readonly Association[] {
  return [
    { source, kind: 'belongsTo', target, as, foreignKey },
    { source: target, kind: 'hasMany', target: source, as: reverse, foreignKey },
  ];
}

/** Where the foreign key is unique. */
function oneToOne([source, foreignKey, as]: Many, [target, reverse]: One): readonly Association[] {
  return [
    { source, kind: 'belongsTo', target, as, foreignKey },
    { source: target, kind: 'hasOne', target: source, as: reverse, foreignKey },
  ];
}

/** Each side: its model, what the other side's are called there, and the key it has between them. */
function manyToMany(
  [left, rights, leftKey]: readonly [model: string, as: string, key: string],
  through: string,
  [right, lefts, rightKey]: readonly [model: string, as: string, key: string],
): readonly Association[] {
  const kind = 'belongsToMany';
  return [
    { source: left, kind, target: right, as: rights, through, foreignKey: leftKey, otherKey: rightKey },
    { source: right, kind, target: left, as: lefts, through, foreignKey: rightKey, otherKey: leftKey },
  ];
}
