import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'SlowQuery',
    {
      fingerprint: { type: DataTypes.TEXT, primaryKey: true },
      store: { type: DataTypes.TEXT, allowNull: false },
      statement: { type: DataTypes.TEXT, allowNull: false },
      calls: { type: DataTypes.BIGINT, allowNull: false },
      totalMs: { type: DataTypes.BIGINT, allowNull: false },
      maxMs: { type: DataTypes.BIGINT, allowNull: false },
      rows: { type: DataTypes.BIGINT, allowNull: false },
      buckets: { type: DataTypes.ARRAY(DataTypes.BIGINT), allowNull: false },
      firstSeenAt: { type: DataTypes.DATE, allowNull: false },
      lastSeenAt: { type: DataTypes.DATE, allowNull: false },
      createdAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: literal('now()') },
    },
    { tableName: 'slow_queries' },
  );
