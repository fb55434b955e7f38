import { DataTypes, type Sequelize } from 'sequelize';

export default (sequelize: Sequelize) =>
  sequelize.define(
    'ProcessedEvent',
    {
      eventId: { type: DataTypes.UUID, primaryKey: true },
      handler: { type: DataTypes.TEXT, primaryKey: true },
      processedAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'processed_events', timestamps: false },
  );
