import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'WebhookEvent',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      provider: { type: DataTypes.TEXT, allowNull: false },
      eventKey: { type: DataTypes.TEXT, allowNull: false },
      subject: { type: DataTypes.TEXT, allowNull: false },
      reference: { type: DataTypes.TEXT, allowNull: false },
      headers: { type: DataTypes.JSONB, allowNull: false },
      rawBody: { type: DataTypes.BLOB, allowNull: false },
      receivedAt: { type: DataTypes.DATE, allowNull: false },
      state: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'received' },
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      availableAt: { type: DataTypes.DATE, allowNull: false },
      lockedUntil: DataTypes.DATE,
      finishedAt: DataTypes.DATE,
      error: DataTypes.TEXT,
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      lease: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      deadAt: DataTypes.DATE,
    },
    { tableName: 'webhook_events' },
  );
