import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'ServiceRequirement',
    {
      serviceId: { type: DataTypes.UUID, primaryKey: true },
      position: { type: DataTypes.SMALLINT, primaryKey: true },
      prompt: { type: DataTypes.TEXT, allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false },
      choices: DataTypes.ARRAY(DataTypes.TEXT),
      isRequired: { type: DataTypes.BOOLEAN, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'service_requirements' },
  );
