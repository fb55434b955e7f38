import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'IdempotencyKey',
    {
      scope: { type: DataTypes.TEXT, primaryKey: true },
      route: { type: DataTypes.TEXT, primaryKey: true },
      key: { type: DataTypes.TEXT, primaryKey: true },
      requestHash: { type: DataTypes.TEXT, allowNull: false },
      answer: DataTypes.JSONB,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'idempotency_keys' },
  );
