import { sql } from 'kysely';

/** @import { Kysely } from 'kysely' */
/** @import { OrderStore } from '../ordering/plan-order.js' */
/** @import { Tables } from './tables.js' */

/** @type {import('kysely').RawBuilder<{ number: bigint }>} */
const NEXT_NUMBER = sql`SELECT nextval('order_numbers') AS number`;

/**
 * @param {Kysely<Tables>} database
 * @returns {OrderStore}
 */
export function kyselyOrders(database) {
  return {
    async readFacts(serviceId, now) {
      const [service, bought, options, requirements] = await Promise.all([
        database
          .selectFrom('services')
          .select(['id', 'owner_id as ownerId', 'title', 'currency', 'status'])
          .where('id', '=', serviceId)
          .where('deleted_at', 'is', null)
          .executeTakeFirstOrThrow(),
        database
          .selectFrom('service_packages')
          .select(['id', 'tier', 'title', 'description', 'price', 'features'])
          .select(['delivery_days as deliveryDays', 'revisions_included as revisionsIncluded'])
          .where('service_id', '=', serviceId)
          .where('deleted_at', 'is', null)
          .where('tier', '=', 'basic')
          .executeTakeFirstOrThrow(),
        database
          .selectFrom('options')
          .select(['id', 'title', 'price', 'extra_days', 'max_quantity'])
          .where('service_id', '=', serviceId)
          .where('deleted_at', 'is', null)
          .where('is_active', '=', true)
          .orderBy('position')
          .execute(),
        database
          .selectFrom('service_requirements')
          .select(['prompt', 'kind', 'choices', 'is_required as isRequired'])
          .where('service_id', '=', serviceId)
          .orderBy('position')
          .execute(),
      ]);
      const [seller, rules, channels, window, next] = await Promise.all([
        database
          .selectFrom('users')
          .select('is_active as isActive')
          .where('id', '=', service.ownerId)
          .where('deleted_at', 'is', null)
          .executeTakeFirst(),
        database
          .selectFrom('fee_rules')
          .select(['id', 'component', 'scope_type as scopeType', 'scope_id as scopeId'])
          .select(['percent_bps as percentBps', 'fixed_amount as fixedAmount'])
          .select(['min_amount as minAmount', 'max_amount as maxAmount'])
          .where('currency', '=', service.currency)
          .where('valid_from', '<=', now)
          .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', now)]))
          .execute(),
        database
          .selectFrom('payment_channels')
          .select('step')
          .where('direction', '=', 'in')
          .where('is_enabled', '=', true)
          .where('currency', '=', service.currency)
          .execute(),
        database
          .selectFrom('platform_settings')
          .select('value')
          .where('key', '=', 'orders.payment_window_minutes')
          .executeTakeFirst(),
        NEXT_NUMBER.execute(database),
      ]);
      return {
        service,
        bought,
        options,
        requirements,
        seller,
        rules,
        channels,
        windowMinutes: window?.value,
        number: String(next.rows[0]?.number),
      };
    },

    async writeOrder({ order, item, event, chat, members, payment, deadline, events }) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('orders')
          .values({
            id: order.id,
            number: order.number,
            customer_id: order.customerId,
            seller_id: order.sellerId,
            service_id: order.serviceId,
            chat_id: order.chatId,
            state: order.state,
            process_version: order.processVersion,
            currency: order.currency,
            items_amount: order.itemsAmount,
            service_fee_amount: order.serviceFeeAmount,
            total_amount: order.totalAmount,
            commission_amount: order.commissionAmount,
            seller_net_amount: order.sellerNetAmount,
            fee_rule_snapshot: order.feeRuleSnapshot,
            package_snapshot: order.packageSnapshot,
            delivery_days: order.deliveryDays,
            revisions_included: order.revisionsIncluded ?? null,
            payment_due_at: order.paymentDueAt,
            created_at: order.createdAt,
            updated_at: order.updatedAt,
          })
          .execute();
        await transaction
          .insertInto('order_items')
          .values({
            id: item.id,
            ...{ order_id: item.orderId, position: item.position, kind: item.kind },
            ...{ ref_id: item.refId, title: item.title, unit_price: item.unitPrice },
            ...{ quantity: item.quantity, amount: item.amount },
          })
          .execute();
        await transaction
          .insertInto('order_events')
          .values({
            id: event.id,
            ...{ order_id: event.orderId, seq: event.seq, event: event.event },
            ...{ from_state: event.fromState ?? null, to_state: event.toState, actor_role: event.actorRole },
            ...{ actor_id: event.actorId ?? null, payload: event.payload, created_at: event.createdAt },
          })
          .execute();
        await transaction
          .updateTable('services')
          .set((services) => ({
            sales_count: services('sales_count', '+', 1),
            updated_at: order.createdAt,
          }))
          .where('id', '=', order.serviceId)
          .where('status', '=', 'active')
          .execute();
        await transaction
          .insertInto('chats')
          .values({
            id: chat.id,
            ...{ kind: chat.kind, order_id: chat.orderId ?? null, state: chat.state },
            ...{ service_id: chat.serviceId ?? null, created_by: chat.createdBy },
            ...{ created_at: chat.createdAt, updated_at: chat.updatedAt },
          })
          .execute();
        await transaction
          .insertInto('chat_members')
          .values(
            members.map(({ chatId, userId, role, joinedAt }) => ({
              ...{ chat_id: chatId, user_id: userId, role, joined_at: joinedAt },
            })),
          )
          .execute();
        await transaction
          .insertInto('payments')
          .values({
            id: payment.id,
            order_id: payment.orderId,
            payer_id: payment.payerId,
            amount: payment.amount,
            currency: payment.currency,
            service_fee_amount: payment.serviceFeeAmount,
            commission_amount: payment.commissionAmount,
            seller_net_amount: payment.sellerNetAmount,
            state: payment.state,
            expires_at: payment.expiresAt,
            created_at: payment.createdAt,
            updated_at: payment.updatedAt,
          })
          .execute();
        await transaction
          .insertInto('deadlines')
          .values({
            id: deadline.id,
            ...{ aggregate_type: deadline.aggregateType, event: deadline.event },
            ...{ aggregate_id: deadline.aggregateId, fire_at: deadline.fireAt },
            ...{ created_at: deadline.createdAt, updated_at: deadline.updatedAt },
          })
          .execute();
        await transaction
          .insertInto('outbox_events')
          .values(
            events.map(({ name, aggregateType, aggregateId, occurredAt, availableAt, payload }) => ({
              name,
              ...{ aggregate_type: aggregateType, aggregate_id: aggregateId, payload },
              ...{ occurred_at: occurredAt, available_at: availableAt },
            })),
          )
          .execute();
      });
    },
  };
}
