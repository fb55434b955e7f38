import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Deadline',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      aggregateType: { type: DataTypes.TEXT, allowNull: false },
      aggregateId: { type: DataTypes.UUID, allowNull: false },
      event: { type: DataTypes.TEXT, allowNull: false },
      fireAt: { type: DataTypes.DATE, allowNull: false },
      state: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'armed' },
      lockedUntil: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
      lease: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      deadAt: DataTypes.DATE,
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      availableAt: DataTypes.DATE,
      error: DataTypes.TEXT,
    },
    { tableName: 'deadlines' },
  );
