import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'OutboxEvent',
    {
      eventId: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('gen_random_uuid()') },
      position: {
        type: DataTypes.BIGINT,
        allowNull: false,
        autoIncrement: true,
        autoIncrementIdentity: true,
      },
      name: { type: DataTypes.TEXT, allowNull: false },
      aggregateType: { type: DataTypes.TEXT, allowNull: false },
      aggregateId: { type: DataTypes.UUID, allowNull: false },
      occurredAt: { type: DataTypes.DATE, allowNull: false },
      payload: { type: DataTypes.JSONB, allowNull: false },
      availableAt: { type: DataTypes.DATE, allowNull: false },
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      lockedUntil: DataTypes.DATE,
      publishedAt: DataTypes.DATE,
      deadAt: DataTypes.DATE,
      error: DataTypes.TEXT,
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      lease: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    },
    { tableName: 'outbox_events' },
  );
