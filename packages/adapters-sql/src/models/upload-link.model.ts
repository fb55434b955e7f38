import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'UploadLink',
    {
      uploadId: { type: DataTypes.UUID, primaryKey: true },
      ownerType: { type: DataTypes.TEXT, primaryKey: true },
      ownerId: { type: DataTypes.UUID, primaryKey: true },
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'upload_links', updatedAt: false },
  );
