import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'RolePermission',
    {
      roleCode: { type: DataTypes.TEXT, primaryKey: true },
      permissionCode: { type: DataTypes.TEXT, primaryKey: true },
    },
    { tableName: 'role_permissions', timestamps: false },
  );
