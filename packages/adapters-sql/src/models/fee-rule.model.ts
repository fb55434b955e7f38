import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'FeeRule',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      component: { type: DataTypes.TEXT, allowNull: false },
      scopeType: { type: DataTypes.TEXT, allowNull: false },
      scopeId: DataTypes.TEXT,
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      percentBps: { type: DataTypes.INTEGER, allowNull: false },
      fixedAmount: { type: DataTypes.BIGINT, allowNull: false },
      minAmount: DataTypes.BIGINT,
      maxAmount: DataTypes.BIGINT,
      validFrom: { type: DataTypes.DATE, allowNull: false },
      validTo: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'fee_rules' },
  );
