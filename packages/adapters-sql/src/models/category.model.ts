import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Category',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      parentId: DataTypes.UUID,
      depth: { type: DataTypes.SMALLINT, allowNull: false },
      slug: { type: DataTypes.TEXT, allowNull: false },
      nameFr: { type: DataTypes.TEXT, allowNull: false },
      nameEn: { type: DataTypes.TEXT, allowNull: false },
      description: DataTypes.TEXT,
      position: { type: DataTypes.INTEGER, allowNull: false },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false },
      version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
      deletedAt: DataTypes.DATE,
    },
    { tableName: 'categories', paranoid: true },
  );
