import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Earning',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      orderId: { type: DataTypes.UUID, allowNull: false },
      sellerId: { type: DataTypes.UUID, allowNull: false },
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      grossAmount: { type: DataTypes.BIGINT, allowNull: false },
      commissionAmount: { type: DataTypes.BIGINT, allowNull: false },
      netAmount: { type: DataTypes.BIGINT, allowNull: false },
      reversedAmount: { type: DataTypes.BIGINT, allowNull: false },
      clearsAt: { type: DataTypes.DATE, allowNull: false },
      clearedAt: DataTypes.DATE,
      lockedUntil: DataTypes.DATE,
      version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
      lease: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      deadAt: DataTypes.DATE,
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      availableAt: DataTypes.DATE,
      error: DataTypes.TEXT,
    },
    { tableName: 'earnings' },
  );
