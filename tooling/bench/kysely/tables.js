/**
 * @import { Kyselify } from 'drizzle-orm/kysely'
 * @import * as tables from '../drizzle/tables.js'
 */

/**
 * @typedef {object} Tables
 * @property {Kyselify<typeof tables.users>} users
 * @property {Kyselify<typeof tables.categories>} categories
 * @property {Kyselify<typeof tables.services>} services
 * @property {Kyselify<typeof tables.servicePackages>} service_packages
 * @property {Kyselify<typeof tables.options>} options
 * @property {Kyselify<typeof tables.serviceRequirements>} service_requirements
 * @property {Kyselify<typeof tables.serviceMedia>} service_media
 * @property {Kyselify<typeof tables.feeRules>} fee_rules
 * @property {Kyselify<typeof tables.paymentChannels>} payment_channels
 * @property {Kyselify<typeof tables.platformSettings>} platform_settings
 * @property {Kyselify<typeof tables.orders>} orders
 * @property {Kyselify<typeof tables.orderItems>} order_items
 * @property {Kyselify<typeof tables.orderEvents>} order_events
 * @property {Kyselify<typeof tables.chats>} chats
 * @property {Kyselify<typeof tables.chatMembers>} chat_members
 * @property {Kyselify<typeof tables.payments>} payments
 * @property {Kyselify<typeof tables.deadlines>} deadlines
 * @property {Kyselify<typeof tables.outboxEvents>} outbox_events
 */

export {};
