import { DataTypes, Sequelize } from 'sequelize';

/** @import { Model, ModelStatic } from 'sequelize' */
/** @import * as tables from '../drizzle/tables.js' */
/** @import { Amounts } from '../ordering/plan-order.js' */

/**
 * An instance as its users see it: with a property for each attribute.
 *
 * @template {object} Attributes
 * @typedef {Model<Attributes> & Attributes} Instance
 */

/**
 * The attributes of the model of a table.
 *
 * @template {import('drizzle-orm').Table} Table
 * @typedef {Amounts<Table['$inferSelect']>} Of
 */

/** @typedef {Instance<Of<typeof tables.users>>} UserModel */
/** @typedef {Instance<Of<typeof tables.categories>>} CategoryModel */
/** @typedef {Instance<Of<typeof tables.servicePackages>>} PackageModel */
/** @typedef {Instance<Of<typeof tables.options>>} OptionModel */
/** @typedef {Instance<Of<typeof tables.serviceRequirements>>} RequirementModel */
/** @typedef {Instance<Of<typeof tables.serviceMedia>>} ServiceMediaModel */
/** @typedef {{ owner: UserModel, category: CategoryModel, packages: PackageModel[], options: OptionModel[], requirements: RequirementModel[], media: ServiceMediaModel[] }} ServiceParts */
/** @typedef {Instance<Of<typeof tables.services> & ServiceParts>} ServiceModel */

const { BIGINT, BOOLEAN, CHAR, DATE, INTEGER, JSONB, SMALLINT, STRING, TEXT, UUID } = DataTypes;

// Made anew for each column: Sequelize writes the column's name into them.
const id = () => ({ type: UUID, primaryKey: true });
const requiredId = () => ({ type: UUID, allowNull: false });
const requiredText = () => ({ type: TEXT, allowNull: false });
const requiredNumber = () => ({ type: INTEGER, allowNull: false });
const requiredAmount = () => ({ type: BIGINT, allowNull: false });
const requiredInstant = () => ({ type: DATE, allowNull: false });
const requiredJson = () => ({ type: JSONB, allowNull: false });
const requiredCurrency = () => ({ type: CHAR(3), allowNull: false });

/**
 * Models and associations as the documentation of Sequelize writes them: one model a table, `underscored`, timed and
 * logged.
 *
 * @param {string} url
 * @param {(sql: string, milliseconds?: number) => void} log
 */
export function defineModels(url, log) {
  const sequelize = new Sequelize(url, {
    benchmark: true,
    logging: log,
    pool: { max: 10, min: 0, acquire: 30_000, idle: 10_000 },
    define: { timestamps: true, underscored: true },
  });
  const models = {
    ...defineCatalogue(sequelize),
    ...definePlatform(sequelize),
    ...defineOrdering(sequelize),
  };
  const { Service, User, Category, ServicePackage, Option, ServiceRequirement, ServiceMedia } = models;
  Service.belongsTo(User, { foreignKey: 'ownerId', as: 'owner' });
  Service.belongsTo(Category, { foreignKey: 'categoryId', as: 'category' });
  Service.hasMany(ServicePackage, { foreignKey: 'serviceId', as: 'packages' });
  Service.hasMany(Option, { foreignKey: 'serviceId', as: 'options' });
  Service.hasMany(ServiceRequirement, { foreignKey: 'serviceId', as: 'requirements' });
  Service.hasMany(ServiceMedia, { foreignKey: 'serviceId', as: 'media' });
  return { sequelize, ...models };
}

/** @typedef {ReturnType<typeof defineModels>} Models */

/** @param {Sequelize} sequelize */
function defineCatalogue(sequelize) {
  /** @type {ModelStatic<UserModel>} */
  const User = sequelize.define(
    'User',
    {
      id: id(),
      fullName: { type: STRING(100), allowNull: false },
      username: { type: STRING(30), allowNull: false },
      isActive: { type: BOOLEAN, allowNull: false },
      deletedAt: DATE,
    },
    { tableName: 'users' },
  );
  /** @type {ModelStatic<CategoryModel>} */
  const Category = sequelize.define(
    'Category',
    { id: id(), slug: requiredText(), nameFr: requiredText(), nameEn: requiredText() },
    { tableName: 'categories' },
  );
  /** @type {ModelStatic<ServiceModel>} */
  const Service = sequelize.define(
    'Service',
    {
      id: id(),
      ownerId: requiredId(),
      categoryId: requiredId(),
      title: { type: STRING(120), allowNull: false },
      slug: requiredText(),
      description: requiredText(),
      basicPrice: requiredAmount(),
      currency: requiredCurrency(),
      deliveryDays: { type: SMALLINT, allowNull: false },
      revisionsIncluded: SMALLINT,
      tags: { type: DataTypes.ARRAY(TEXT), allowNull: false },
      status: requiredText(),
      rejectionReason: TEXT,
      salesCount: requiredNumber(),
      completedCount: requiredNumber(),
      publishedAt: DATE,
      version: requiredNumber(),
      deletedAt: DATE,
    },
    { tableName: 'services' },
  );
  /** @type {ModelStatic<PackageModel>} */
  const ServicePackage = sequelize.define(
    'ServicePackage',
    {
      id: id(),
      serviceId: requiredId(),
      tier: requiredText(),
      title: TEXT,
      description: TEXT,
      price: requiredAmount(),
      deliveryDays: { type: SMALLINT, allowNull: false },
      revisionsIncluded: SMALLINT,
      features: { type: DataTypes.ARRAY(TEXT), allowNull: false },
      deletedAt: DATE,
    },
    { tableName: 'service_packages' },
  );
  /** @type {ModelStatic<OptionModel>} */
  const Option = sequelize.define(
    'Option',
    {
      id: id(),
      serviceId: requiredId(),
      position: { type: SMALLINT, allowNull: false },
      title: requiredText(),
      description: TEXT,
      price: requiredAmount(),
      extraDays: { type: SMALLINT, allowNull: false },
      maxQuantity: { type: SMALLINT, allowNull: false },
      isActive: { type: BOOLEAN, allowNull: false },
      deletedAt: DATE,
    },
    { tableName: 'options' },
  );
  /** @type {ModelStatic<RequirementModel>} */
  const ServiceRequirement = sequelize.define(
    'ServiceRequirement',
    {
      serviceId: { type: UUID, primaryKey: true },
      position: { type: SMALLINT, primaryKey: true },
      prompt: requiredText(),
      kind: requiredText(),
      choices: DataTypes.ARRAY(TEXT),
      isRequired: { type: BOOLEAN, allowNull: false },
    },
    { tableName: 'service_requirements' },
  );
  /** @type {ModelStatic<ServiceMediaModel>} */
  const ServiceMedia = sequelize.define(
    'ServiceMedia',
    {
      serviceId: { type: UUID, primaryKey: true },
      uploadId: { type: UUID, primaryKey: true },
      position: { type: SMALLINT, allowNull: false },
    },
    { tableName: 'service_media' },
  );
  return { User, Category, Service, ServicePackage, Option, ServiceRequirement, ServiceMedia };
}

/** @param {Sequelize} sequelize */
function definePlatform(sequelize) {
  /** @type {ModelStatic<Instance<Of<typeof tables.feeRules>>>} */
  const FeeRule = sequelize.define(
    'FeeRule',
    {
      id: id(),
      component: requiredText(),
      scopeType: requiredText(),
      scopeId: TEXT,
      currency: requiredCurrency(),
      percentBps: requiredNumber(),
      fixedAmount: requiredAmount(),
      minAmount: BIGINT,
      maxAmount: BIGINT,
      validFrom: requiredInstant(),
      validTo: DATE,
    },
    { tableName: 'fee_rules' },
  );
  /** @type {ModelStatic<Instance<Of<typeof tables.paymentChannels>>>} */
  const PaymentChannel = sequelize.define(
    'PaymentChannel',
    {
      code: { type: TEXT, primaryKey: true },
      direction: { type: TEXT, primaryKey: true },
      currency: requiredCurrency(),
      step: requiredAmount(),
      isEnabled: { type: BOOLEAN, allowNull: false },
    },
    { tableName: 'payment_channels' },
  );
  /** @type {ModelStatic<Instance<Of<typeof tables.platformSettings>>>} */
  const PlatformSetting = sequelize.define(
    'PlatformSetting',
    { key: { type: TEXT, primaryKey: true }, value: requiredJson() },
    { tableName: 'platform_settings' },
  );
  const Deadline = sequelize.define(
    'Deadline',
    {
      id: id(),
      aggregateType: requiredText(),
      aggregateId: requiredId(),
      event: requiredText(),
      fireAt: requiredInstant(),
    },
    { tableName: 'deadlines' },
  );
  const OutboxEvent = sequelize.define(
    'OutboxEvent',
    {
      eventId: { type: UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
      name: requiredText(),
      aggregateType: requiredText(),
      aggregateId: requiredId(),
      occurredAt: requiredInstant(),
      availableAt: requiredInstant(),
      payload: requiredJson(),
    },
    { tableName: 'outbox_events' },
  );
  return { FeeRule, PaymentChannel, PlatformSetting, Deadline, OutboxEvent };
}

/** @param {Sequelize} sequelize */
function defineOrdering(sequelize) {
  const Order = sequelize.define(
    'Order',
    {
      id: id(),
      number: requiredText(),
      customerId: requiredId(),
      sellerId: requiredId(),
      serviceId: requiredId(),
      chatId: requiredId(),
      state: requiredText(),
      processVersion: requiredNumber(),
      currency: requiredCurrency(),
      itemsAmount: requiredAmount(),
      serviceFeeAmount: requiredAmount(),
      totalAmount: requiredAmount(),
      commissionAmount: requiredAmount(),
      sellerNetAmount: requiredAmount(),
      feeRuleSnapshot: requiredJson(),
      packageSnapshot: requiredJson(),
      deliveryDays: requiredNumber(),
      revisionsIncluded: INTEGER,
      paymentDueAt: requiredInstant(),
    },
    { tableName: 'orders' },
  );
  const OrderItem = sequelize.define(
    'OrderItem',
    {
      id: id(),
      orderId: requiredId(),
      position: requiredNumber(),
      kind: requiredText(),
      refId: requiredId(),
      title: requiredText(),
      unitPrice: requiredAmount(),
      quantity: requiredNumber(),
      amount: requiredAmount(),
    },
    { tableName: 'order_items' },
  );
  const OrderEvent = sequelize.define(
    'OrderEvent',
    {
      id: id(),
      orderId: requiredId(),
      seq: requiredNumber(),
      event: requiredText(),
      fromState: TEXT,
      toState: requiredText(),
      actorRole: requiredText(),
      actorId: UUID,
      payload: requiredJson(),
    },
    { tableName: 'order_events', updatedAt: false },
  );
  const Chat = sequelize.define(
    'Chat',
    {
      id: id(),
      kind: requiredText(),
      orderId: UUID,
      serviceId: UUID,
      state: requiredText(),
      createdBy: requiredId(),
    },
    { tableName: 'chats' },
  );
  const ChatMember = sequelize.define(
    'ChatMember',
    {
      chatId: { type: UUID, primaryKey: true },
      userId: { type: UUID, primaryKey: true },
      role: requiredText(),
      joinedAt: requiredInstant(),
    },
    { tableName: 'chat_members' },
  );
  const Payment = sequelize.define(
    'Payment',
    {
      id: id(),
      orderId: requiredId(),
      payerId: requiredId(),
      amount: requiredAmount(),
      currency: requiredCurrency(),
      serviceFeeAmount: requiredAmount(),
      commissionAmount: requiredAmount(),
      sellerNetAmount: requiredAmount(),
      state: requiredText(),
      expiresAt: requiredInstant(),
    },
    { tableName: 'payments' },
  );
  return { Order, OrderItem, OrderEvent, Chat, ChatMember, Payment };
}
