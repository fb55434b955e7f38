import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'PaymentChannel',
    {
      code: { type: DataTypes.TEXT, primaryKey: true },
      direction: { type: DataTypes.TEXT, primaryKey: true },
      provider: { type: DataTypes.TEXT, allowNull: false },
      country: { type: DataTypes.CHAR(2), allowNull: false },
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      minAmount: { type: DataTypes.BIGINT, allowNull: false },
      maxAmount: { type: DataTypes.BIGINT, allowNull: false },
      step: { type: DataTypes.BIGINT, allowNull: false },
      msisdnPrefixes: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      isEnabled: { type: DataTypes.BOOLEAN, allowNull: false },
      health: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'payment_channels' },
  );
