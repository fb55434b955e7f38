import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'PayoutAttempt',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      withdrawalId: { type: DataTypes.UUID, allowNull: false },
      number: { type: DataTypes.INTEGER, allowNull: false },
      provider: { type: DataTypes.TEXT, allowNull: false },
      providerKey: { type: DataTypes.UUID, allowNull: false },
      providerRef: DataTypes.TEXT,
      state: { type: DataTypes.TEXT, allowNull: false },
      sentAt: { type: DataTypes.DATE, allowNull: false },
      finishedAt: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'payout_attempts' },
  );
