import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'OrderEvent',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      orderId: { type: DataTypes.UUID, allowNull: false },
      seq: { type: DataTypes.INTEGER, allowNull: false },
      event: { type: DataTypes.TEXT, allowNull: false },
      fromState: DataTypes.TEXT,
      toState: { type: DataTypes.TEXT, allowNull: false },
      actorRole: { type: DataTypes.TEXT, allowNull: false },
      actorId: DataTypes.UUID,
      payload: { type: DataTypes.JSONB, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'order_events', updatedAt: false },
  );
