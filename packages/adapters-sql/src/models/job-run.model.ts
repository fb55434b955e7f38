import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'JobRun',
    {
      job: { type: DataTypes.TEXT, primaryKey: true },
      scheduledFor: { type: DataTypes.DATE, primaryKey: true },
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
      lockedUntil: DataTypes.DATE,
      finishedAt: DataTypes.DATE,
      error: DataTypes.TEXT,
      result: DataTypes.JSONB,
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'job_runs' },
  );
