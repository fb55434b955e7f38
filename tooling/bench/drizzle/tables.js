import { relations } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core';

/** The tables of the bench as Drizzle describes them, and as Kysely takes its types from. */
const BIGINT = /** @type {const} */ ({ mode: 'bigint' });
const INSTANT = /** @type {const} */ ({ withTimezone: true });

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  fullName: varchar('full_name').notNull(),
  username: varchar('username').notNull(),
  isActive: boolean('is_active').notNull(),
  deletedAt: timestamp('deleted_at', INSTANT),
});

export const categories = pgTable('categories', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
});

export const services = pgTable('services', {
  id: uuid('id').primaryKey(),
  ownerId: uuid('owner_id').notNull(),
  categoryId: uuid('category_id').notNull(),
  title: varchar('title').notNull(),
  slug: text('slug').notNull(),
  description: text('description').notNull(),
  basicPrice: bigint('basic_price', BIGINT).notNull(),
  currency: char('currency', { length: 3 }).notNull(),
  deliveryDays: smallint('delivery_days').notNull(),
  revisionsIncluded: smallint('revisions_included'),
  tags: text('tags').array().notNull(),
  status: text('status').notNull(),
  rejectionReason: text('rejection_reason'),
  salesCount: integer('sales_count').notNull(),
  completedCount: integer('completed_count').notNull(),
  publishedAt: timestamp('published_at', INSTANT),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', INSTANT).notNull(),
  updatedAt: timestamp('updated_at', INSTANT).notNull(),
  deletedAt: timestamp('deleted_at', INSTANT),
});

export const servicePackages = pgTable('service_packages', {
  id: uuid('id').primaryKey(),
  serviceId: uuid('service_id').notNull(),
  tier: text('tier', { enum: ['basic', 'standard', 'premium'] }).notNull(),
  title: text('title'),
  description: text('description'),
  price: bigint('price', BIGINT).notNull(),
  deliveryDays: smallint('delivery_days').notNull(),
  revisionsIncluded: smallint('revisions_included'),
  features: text('features').array().notNull(),
  deletedAt: timestamp('deleted_at', INSTANT),
});

export const options = pgTable('options', {
  id: uuid('id').primaryKey(),
  serviceId: uuid('service_id').notNull(),
  position: smallint('position').notNull(),
  title: text('title').notNull(),
  description: text('description'),
  price: bigint('price', BIGINT).notNull(),
  extraDays: smallint('extra_days').notNull(),
  maxQuantity: smallint('max_quantity').notNull(),
  isActive: boolean('is_active').notNull(),
  deletedAt: timestamp('deleted_at', INSTANT),
});

export const serviceRequirements = pgTable('service_requirements', {
  serviceId: uuid('service_id').notNull(),
  position: smallint('position').notNull(),
  prompt: text('prompt').notNull(),
  kind: text('kind', { enum: ['text', 'choice', 'file'] }).notNull(),
  choices: text('choices').array(),
  isRequired: boolean('is_required').notNull(),
});

export const serviceMedia = pgTable('service_media', {
  serviceId: uuid('service_id').notNull(),
  uploadId: uuid('upload_id').notNull(),
  position: smallint('position').notNull(),
});

export const feeRules = pgTable('fee_rules', {
  id: uuid('id').primaryKey(),
  component: text('component').notNull(),
  scopeType: text('scope_type').notNull(),
  scopeId: text('scope_id'),
  currency: char('currency', { length: 3 }).notNull(),
  percentBps: integer('percent_bps').notNull(),
  fixedAmount: bigint('fixed_amount', BIGINT).notNull(),
  minAmount: bigint('min_amount', BIGINT),
  maxAmount: bigint('max_amount', BIGINT),
  validFrom: timestamp('valid_from', INSTANT).notNull(),
  validTo: timestamp('valid_to', INSTANT),
});

export const paymentChannels = pgTable('payment_channels', {
  code: text('code').notNull(),
  direction: text('direction').notNull(),
  currency: char('currency', { length: 3 }).notNull(),
  step: bigint('step', BIGINT).notNull(),
  isEnabled: boolean('is_enabled').notNull(),
});

export const platformSettings = pgTable('platform_settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
});

export const orders = pgTable('orders', {
  id: uuid('id').primaryKey(),
  number: text('number').notNull(),
  customerId: uuid('customer_id').notNull(),
  sellerId: uuid('seller_id').notNull(),
  serviceId: uuid('service_id').notNull(),
  chatId: uuid('chat_id').notNull(),
  state: text('state').notNull(),
  processVersion: integer('process_version').notNull(),
  currency: char('currency', { length: 3 }).notNull(),
  itemsAmount: bigint('items_amount', BIGINT).notNull(),
  serviceFeeAmount: bigint('service_fee_amount', BIGINT).notNull(),
  totalAmount: bigint('total_amount', BIGINT).notNull(),
  commissionAmount: bigint('commission_amount', BIGINT).notNull(),
  sellerNetAmount: bigint('seller_net_amount', BIGINT).notNull(),
  feeRuleSnapshot: jsonb('fee_rule_snapshot').notNull(),
  packageSnapshot: jsonb('package_snapshot').notNull(),
  deliveryDays: integer('delivery_days').notNull(),
  revisionsIncluded: integer('revisions_included'),
  paymentDueAt: timestamp('payment_due_at', INSTANT).notNull(),
  createdAt: timestamp('created_at', INSTANT).notNull(),
  updatedAt: timestamp('updated_at', INSTANT).notNull(),
});

export const orderItems = pgTable('order_items', {
  id: uuid('id').primaryKey(),
  orderId: uuid('order_id').notNull(),
  position: integer('position').notNull(),
  kind: text('kind').notNull(),
  refId: uuid('ref_id').notNull(),
  title: text('title').notNull(),
  unitPrice: bigint('unit_price', BIGINT).notNull(),
  quantity: integer('quantity').notNull(),
  amount: bigint('amount', BIGINT).notNull(),
});

export const orderEvents = pgTable('order_events', {
  id: uuid('id').primaryKey(),
  orderId: uuid('order_id').notNull(),
  seq: integer('seq').notNull(),
  event: text('event').notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  actorRole: text('actor_role').notNull(),
  actorId: uuid('actor_id'),
  payload: jsonb('payload').notNull(),
  createdAt: timestamp('created_at', INSTANT).notNull(),
});

export const chats = pgTable('chats', {
  id: uuid('id').primaryKey(),
  kind: text('kind').notNull(),
  orderId: uuid('order_id'),
  serviceId: uuid('service_id'),
  state: text('state').notNull(),
  createdBy: uuid('created_by').notNull(),
  createdAt: timestamp('created_at', INSTANT).notNull(),
  updatedAt: timestamp('updated_at', INSTANT).notNull(),
});

export const chatMembers = pgTable('chat_members', {
  chatId: uuid('chat_id').notNull(),
  userId: uuid('user_id').notNull(),
  role: text('role').notNull(),
  joinedAt: timestamp('joined_at', INSTANT).notNull(),
});

export const payments = pgTable('payments', {
  id: uuid('id').primaryKey(),
  orderId: uuid('order_id').notNull(),
  payerId: uuid('payer_id').notNull(),
  amount: bigint('amount', BIGINT).notNull(),
  currency: char('currency', { length: 3 }).notNull(),
  serviceFeeAmount: bigint('service_fee_amount', BIGINT).notNull(),
  commissionAmount: bigint('commission_amount', BIGINT).notNull(),
  sellerNetAmount: bigint('seller_net_amount', BIGINT).notNull(),
  state: text('state').notNull(),
  expiresAt: timestamp('expires_at', INSTANT).notNull(),
  createdAt: timestamp('created_at', INSTANT).notNull(),
  updatedAt: timestamp('updated_at', INSTANT).notNull(),
});

export const deadlines = pgTable('deadlines', {
  id: uuid('id').primaryKey(),
  aggregateType: text('aggregate_type').notNull(),
  aggregateId: uuid('aggregate_id').notNull(),
  event: text('event').notNull(),
  fireAt: timestamp('fire_at', INSTANT).notNull(),
  createdAt: timestamp('created_at', INSTANT).notNull(),
  updatedAt: timestamp('updated_at', INSTANT).notNull(),
});

export const outboxEvents = pgTable('outbox_events', {
  name: text('name').notNull(),
  aggregateType: text('aggregate_type').notNull(),
  aggregateId: uuid('aggregate_id').notNull(),
  occurredAt: timestamp('occurred_at', INSTANT).notNull(),
  availableAt: timestamp('available_at', INSTANT).notNull(),
  payload: jsonb('payload').notNull(),
});

export const servicesRelations = relations(services, ({ one, many }) => ({
  owner: one(users, { fields: [services.ownerId], references: [users.id] }),
  category: one(categories, { fields: [services.categoryId], references: [categories.id] }),
  packages: many(servicePackages),
  options: many(options),
  requirements: many(serviceRequirements),
  media: many(serviceMedia),
}));

export const servicePackagesRelations = relations(servicePackages, ({ one }) => ({
  service: one(services, { fields: [servicePackages.serviceId], references: [services.id] }),
}));

export const serviceRequirementsRelations = relations(serviceRequirements, ({ one }) => ({
  service: one(services, { fields: [serviceRequirements.serviceId], references: [services.id] }),
}));

export const optionsRelations = relations(options, ({ one }) => ({
  service: one(services, { fields: [options.serviceId], references: [services.id] }),
}));

export const serviceMediaRelations = relations(serviceMedia, ({ one }) => ({
  service: one(services, { fields: [serviceMedia.serviceId], references: [services.id] }),
}));
