import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'RefundReason',
    {
      code: { type: DataTypes.TEXT, primaryKey: true },
      labelFr: { type: DataTypes.TEXT, allowNull: false },
      labelEn: { type: DataTypes.TEXT, allowNull: false },
      fault: { type: DataTypes.TEXT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'refund_reasons' },
  );
