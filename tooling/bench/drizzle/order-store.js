import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import * as tables from './tables.js';

/** @import { NodePgDatabase } from 'drizzle-orm/node-postgres' */
/** @import { OrderStore } from '../ordering/plan-order.js' */

/**
 * @param {NodePgDatabase<typeof tables>} database
 * @returns {OrderStore}
 */
export function drizzleOrders(database) {
  const { services, servicePackages, options, serviceRequirements, users } = tables;
  const { feeRules, paymentChannels, platformSettings } = tables;
  return {
    async readFacts(serviceId, now) {
      const [service, bought, offered, requirements] = await Promise.all([
        database.query.services.findFirst({
          where: and(eq(services.id, serviceId), isNull(services.deletedAt)),
          columns: {
            ...{ id: true, ownerId: true, title: true, currency: true, status: true },
          },
        }),
        database.query.servicePackages.findFirst({
          where: and(
            eq(servicePackages.serviceId, serviceId),
            eq(servicePackages.tier, 'basic'),
            isNull(servicePackages.deletedAt),
          ),
          columns: { serviceId: false, deletedAt: false },
        }),
        database.query.options.findMany({
          where: and(eq(options.serviceId, serviceId), isNull(options.deletedAt), options.isActive),
          columns: { id: true, title: true, price: true, extraDays: true, maxQuantity: true },
          orderBy: asc(options.position),
        }),
        database.query.serviceRequirements.findMany({
          where: eq(serviceRequirements.serviceId, serviceId),
          columns: { serviceId: false, position: false },
          orderBy: asc(serviceRequirements.position),
        }),
      ]);
      if (!service || !bought) throw new Error('There is no such service.');
      const [seller, rules, channels, window, numbers] = await Promise.all([
        database.query.users.findFirst({
          where: and(eq(users.id, service.ownerId), isNull(users.deletedAt)),
          columns: { isActive: true },
        }),
        database.query.feeRules.findMany({
          where: and(
            eq(feeRules.currency, service.currency),
            lte(feeRules.validFrom, now),
            or(isNull(feeRules.validTo), gt(feeRules.validTo, now)),
          ),
          columns: { currency: false, validFrom: false, validTo: false },
        }),
        database.query.paymentChannels.findMany({
          where: and(
            eq(paymentChannels.direction, 'in'),
            eq(paymentChannels.isEnabled, true),
            eq(paymentChannels.currency, service.currency),
          ),
          columns: { step: true },
        }),
        database.query.platformSettings.findFirst({
          where: eq(platformSettings.key, 'orders.payment_window_minutes'),
          columns: { value: true },
        }),
        database.execute(sql`SELECT nextval('order_numbers') AS number`),
      ]);
      const number = String(numbers.rows[0]?.['number']);
      return {
        service,
        ...{ bought, options: offered, requirements, seller, rules, channels, number },
        windowMinutes: window?.value,
      };
    },

    async writeOrder({ order, item, event, chat, members, payment, deadline, events }) {
      await database.transaction(async (transaction) => {
        await transaction.insert(tables.orders).values(order);
        await transaction.insert(tables.orderItems).values(item);
        await transaction.insert(tables.orderEvents).values(event);
        await transaction
          .update(services)
          .set({ salesCount: sql`${services.salesCount} + 1`, updatedAt: order.createdAt })
          .where(and(eq(services.id, order.serviceId), eq(services.status, 'active')));
        await transaction.insert(tables.chats).values(chat);
        await transaction.insert(tables.chatMembers).values([...members]);
        await transaction.insert(tables.payments).values(payment);
        await transaction.insert(tables.deadlines).values(deadline);
        await transaction.insert(tables.outboxEvents).values([...events]);
      });
    },
  };
}
