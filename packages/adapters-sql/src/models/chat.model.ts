import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'Chat',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      kind: { type: DataTypes.TEXT, allowNull: false },
      orderId: DataTypes.UUID,
      serviceId: DataTypes.UUID,
      state: { type: DataTypes.TEXT, allowNull: false },
      createdBy: { type: DataTypes.UUID, allowNull: false },
      lastSeq: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      lastMessageAt: DataTypes.DATE,
      lastMessagePreview: DataTypes.TEXT,
      // Computed by the database, and never assigned.
      activeAt: { type: DataTypes.DATE, allowNull: false },
      version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      createdAt: { type: DataTypes.DATE, allowNull: false },
      updatedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'chats' },
  );
