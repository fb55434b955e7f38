import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'DevelopmentProcess',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      offsetMs: { type: DataTypes.BIGINT, allowNull: false },
      seenAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('clock_timestamp()') },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'development_processes' },
  );
