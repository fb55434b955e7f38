import { Op, QueryTypes } from 'sequelize';

/** @import { Models } from './models.js' */
/** @import { OrderStore } from '../ordering/plan-order.js' */

const PACKAGE = [
  ...['id', 'tier', 'title', 'description', 'price', 'deliveryDays', 'revisionsIncluded', 'features'],
];
const REQUIREMENT = ['prompt', 'kind', 'choices', 'isRequired'];
const OPTION = ['id', 'title', 'price', 'extraDays', 'maxQuantity'];
const RULE = [
  ...['id', 'component', 'scopeType', 'scopeId', 'percentBps', 'fixedAmount', 'minAmount', 'maxAmount'],
];

/**
 * @param {Models} models
 * @returns {OrderStore}
 */
export function sequelizeOrders(models) {
  const { sequelize, Service, ServicePackage, Option, ServiceRequirement, User } = models;
  const { FeeRule, PaymentChannel, PlatformSetting } = models;
  return {
    async readFacts(serviceId, now) {
      const found = await Service.findOne({
        attributes: [...['id', 'ownerId', 'title', 'currency', 'status']],
        where: { id: serviceId, deletedAt: null },
        include: [
          {
            model: Option,
            as: 'options',
            attributes: OPTION,
            where: { deletedAt: null, isActive: true },
            required: false,
          },
          { model: User, as: 'owner', attributes: ['isActive'], where: { deletedAt: null }, required: false },
        ],
        order: [[{ model: Option, as: 'options' }, 'position', 'ASC']],
      });
      const [bought, requirements] = await Promise.all([
        ServicePackage.findOne({ attributes: PACKAGE, where: { serviceId, tier: 'basic', deletedAt: null } }),
        ServiceRequirement.findAll({
          attributes: REQUIREMENT,
          where: { serviceId },
          order: [['position', 'ASC']],
        }),
      ]);
      if (found === null || bought === null) throw new Error('There is no such service.');
      const { owner, options, ...service } = found.get();
      const { currency } = service;
      const [rules, channels, window, numbers] = await Promise.all([
        FeeRule.findAll({
          attributes: RULE,
          where: {
            currency,
            validFrom: { [Op.lte]: now },
            validTo: { [Op.or]: [null, { [Op.gt]: now }] },
          },
        }),
        PaymentChannel.findAll({
          attributes: ['step'],
          where: { direction: 'in', isEnabled: true, currency },
        }),
        PlatformSetting.findByPk('orders.payment_window_minutes', { attributes: ['value'] }),
        /** @type {Promise<{ number: string }[]>} */ (
          sequelize.query(`SELECT nextval('order_numbers') AS number`, { type: QueryTypes.SELECT })
        ),
      ]);
      return {
        service,
        bought: bought.get(),
        requirements: requirements.map((requirement) => requirement.get()),
        options: options.map((option) => option.get()),
        seller: owner.get(),
        rules: rules.map((rule) => rule.get()),
        channels: channels.map((channel) => channel.get()),
        windowMinutes: window?.get('value'),
        number: numbers[0]?.number ?? '',
      };
    },

    async writeOrder({ order, item, event, chat, members, payment, deadline, events }) {
      const transaction = await sequelize.transaction();
      try {
        await models.Order.create(order, { transaction });
        await models.OrderItem.create(item, { transaction });
        await models.OrderEvent.create(event, { transaction });
        await Service.increment('salesCount', {
          where: { id: order.serviceId, status: 'active' },
          transaction,
        });
        await models.Chat.create(chat, { transaction });
        await models.ChatMember.bulkCreate(members, { transaction });
        await models.Payment.create(payment, { transaction });
        await models.Deadline.create(deadline, { transaction });
        await models.OutboxEvent.bulkCreate(events, { transaction });
        await transaction.commit();
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    },
  };
}
