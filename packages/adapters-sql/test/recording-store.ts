import { TransactionMisuse } from '@2krika/domain';
import { SqlSession, type SqlStore } from '../src/unit-of-work/sql-session.js';
import type { SqlValue } from '../src/unit-of-work/statement.js';

export interface SentStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** A store that keeps what is read through it. */
export class RecordingStore implements SqlStore {
  readonly sent: SentStatement[] = [];

  constructor(private readonly store: SqlStore) {}

  session(): SqlSession {
    return new SqlSession(async ({ statement, values }) => {
      this.sent.push({ ...statement, values });
      const rows = await this.store.session().rows(statement, values);
      return { rows, rowCount: rows.length, command: 'SELECT', oid: 0, fields: [] };
    });
  }

  joined(): null {
    return null;
  }

  begin(): Promise<never> {
    return Promise.reject(new TransactionMisuse('Only reads are recorded.'));
  }

  announceWork(): void {
    throw new TransactionMisuse('Only reads are recorded.');
  }
}
