import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'IdentityDocument',
    {
      identityId: { type: DataTypes.UUID, primaryKey: true },
      kind: { type: DataTypes.TEXT, primaryKey: true },
      uploadId: { type: DataTypes.UUID, allowNull: false },
      position: { type: DataTypes.SMALLINT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'identity_documents' },
  );
