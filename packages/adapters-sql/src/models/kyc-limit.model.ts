import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'KycLimit',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      level: { type: DataTypes.SMALLINT, allowNull: false },
      country: DataTypes.CHAR(2),
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      perWithdrawalAmount: { type: DataTypes.BIGINT, allowNull: false },
      perDayAmount: { type: DataTypes.BIGINT, allowNull: false },
      perMonthAmount: { type: DataTypes.BIGINT, allowNull: false },
      validFrom: { type: DataTypes.DATE, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'kyc_limits' },
  );
