import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Transaction',
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('gen_random_uuid()') },
      position: {
        type: DataTypes.BIGINT,
        allowNull: false,
        autoIncrement: true,
        autoIncrementIdentity: true,
      },
      type: { type: DataTypes.TEXT, allowNull: false },
      userId: DataTypes.UUID,
      orderId: DataTypes.UUID,
      paymentId: DataTypes.UUID,
      refundId: DataTypes.UUID,
      withdrawalId: DataTypes.UUID,
      sourceKey: { type: DataTypes.TEXT, allowNull: false },
      sourceHash: { type: DataTypes.TEXT, allowNull: false },
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      amount: { type: DataTypes.BIGINT, allowNull: false },
      descriptionKey: { type: DataTypes.TEXT, allowNull: false },
      reversesTransactionId: DataTypes.UUID,
      createdBy: DataTypes.UUID,
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'transactions', updatedAt: false },
  );
