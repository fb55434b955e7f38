import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Service',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      ownerId: { type: DataTypes.UUID, allowNull: false },
      categoryId: { type: DataTypes.UUID, allowNull: false },
      title: { type: DataTypes.STRING(120), allowNull: false },
      slug: { type: DataTypes.TEXT, allowNull: false },
      description: { type: DataTypes.TEXT, allowNull: false },
      basicPrice: { type: DataTypes.BIGINT, allowNull: false },
      currency: { type: DataTypes.CHAR(3), allowNull: false },
      deliveryDays: { type: DataTypes.SMALLINT, allowNull: false },
      revisionsIncluded: DataTypes.SMALLINT,
      tags: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      status: { type: DataTypes.TEXT, allowNull: false },
      rejectionReason: DataTypes.TEXT,
      salesCount: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      completedCount: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      publishedAt: DataTypes.DATE,
      version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
      deletedAt: DataTypes.DATE,
    },
    { tableName: 'services', paranoid: true },
  );
