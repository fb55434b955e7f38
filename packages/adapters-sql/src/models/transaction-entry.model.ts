import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'TransactionEntry',
    {
      transactionId: { type: DataTypes.UUID, primaryKey: true },
      line: { type: DataTypes.SMALLINT, primaryKey: true },
      accountId: { type: DataTypes.UUID, allowNull: false },
      side: { type: DataTypes.TEXT, allowNull: false },
      amount: { type: DataTypes.BIGINT, allowNull: false },
      orderId: DataTypes.UUID,
      balanceAfter: DataTypes.BIGINT,
    },
    { tableName: 'transaction_entries', timestamps: false },
  );
