import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'ServicePackage',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      serviceId: { type: DataTypes.UUID, allowNull: false },
      tier: { type: DataTypes.TEXT, allowNull: false },
      title: DataTypes.TEXT,
      description: DataTypes.TEXT,
      price: { type: DataTypes.BIGINT, allowNull: false },
      deliveryDays: { type: DataTypes.SMALLINT, allowNull: false },
      revisionsIncluded: DataTypes.SMALLINT,
      features: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      deletedAt: DataTypes.DATE,
    },
    { tableName: 'service_packages', paranoid: true },
  );
