import { DataTypes, literal, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'AuditLog',
    {
      id: { type: DataTypes.UUID, primaryKey: true, defaultValue: literal('gen_random_uuid()') },
      position: {
        type: DataTypes.BIGINT,
        allowNull: false,
        autoIncrement: true,
        autoIncrementIdentity: true,
      },
      actorId: DataTypes.UUID,
      actorKind: { type: DataTypes.TEXT, allowNull: false },
      action: { type: DataTypes.TEXT, allowNull: false },
      resourceType: { type: DataTypes.TEXT, allowNull: false },
      resourceId: { type: DataTypes.TEXT, allowNull: false },
      diff: { type: DataTypes.JSONB, allowNull: false },
      reason: DataTypes.TEXT,
      createdAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'audit_logs', updatedAt: false },
  );
