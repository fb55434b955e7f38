import type { mongo } from 'mongoose';
import type { MigrationFile } from './migration-files.js';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: Date;
}

type AppliedDocument = Omit<AppliedMigration, 'name'> & { readonly _id: string };

/** Which migrations a database has been through. */
export class MigrationCollection {
  private readonly collection: mongo.Collection<AppliedDocument>;

  constructor(database: mongo.Db) {
    this.collection = database.collection('schema_migrations');
  }

  /** In the order they were named. None in a database that was never migrated. */
  async list(): Promise<readonly AppliedMigration[]> {
    const documents = await this.collection.find().sort({ _id: 1 }).toArray();
    return documents.map(({ _id, checksum, appliedAt }) => ({ name: _id, checksum, appliedAt }));
  }

  async add({ name, checksum }: MigrationFile): Promise<void> {
    await this.collection.insertOne({ _id: name, checksum, appliedAt: new Date() });
  }

  async remove({ name }: MigrationFile): Promise<void> {
    await this.collection.deleteOne({ _id: name });
  }
}
