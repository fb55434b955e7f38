import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'UserRole',
    {
      userId: { type: DataTypes.UUID, primaryKey: true },
      roleCode: { type: DataTypes.TEXT, primaryKey: true },
      grantedBy: DataTypes.UUID,
      grantedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'user_roles', timestamps: false },
  );
