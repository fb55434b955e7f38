import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Option',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      serviceId: { type: DataTypes.UUID, allowNull: false },
      position: { type: DataTypes.SMALLINT, allowNull: false },
      title: { type: DataTypes.TEXT, allowNull: false },
      description: DataTypes.TEXT,
      price: { type: DataTypes.BIGINT, allowNull: false },
      extraDays: { type: DataTypes.SMALLINT, allowNull: false },
      maxQuantity: { type: DataTypes.SMALLINT, allowNull: false },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      deletedAt: DataTypes.DATE,
    },
    { tableName: 'options', paranoid: true },
  );
