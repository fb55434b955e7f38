import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'PayoutMethod',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      userId: { type: DataTypes.UUID, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      channel: { type: DataTypes.TEXT, allowNull: false },
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      accountEnc: { type: DataTypes.TEXT, allowNull: false },
      accountMask: { type: DataTypes.TEXT, allowNull: false },
      accountHmac: { type: DataTypes.TEXT, allowNull: false },
      holderName: { type: DataTypes.STRING(100), allowNull: false },
      usableFrom: { type: DataTypes.DATE, allowNull: false },
      flaggedAt: DataTypes.DATE,
      version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
      deletedAt: DataTypes.DATE,
    },
    { tableName: 'payout_methods', paranoid: true },
  );
