import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'ServiceMedia',
    {
      serviceId: { type: DataTypes.UUID, primaryKey: true },
      uploadId: { type: DataTypes.UUID, primaryKey: true },
      position: { type: DataTypes.SMALLINT, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'service_media' },
  );
