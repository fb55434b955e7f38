import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Account',
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('gen_random_uuid()') },
      code: { type: DataTypes.TEXT, allowNull: false },
      ownerType: { type: DataTypes.TEXT, allowNull: false },
      ownerId: DataTypes.TEXT,
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      normalSide: { type: DataTypes.TEXT, allowNull: false },
      isConstrained: { type: DataTypes.BOOLEAN, allowNull: false },
      postedDebits: DataTypes.BIGINT,
      postedCredits: DataTypes.BIGINT,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'accounts' },
  );
