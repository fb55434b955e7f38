import { DatabaseDump, type DumpFacts, type ReportProgress, type RestoreOptions } from '@2krika/domain';

/** A database whose dumps are words in a list, and that fails when a test says so. */
export class FakeDatabaseDump extends DatabaseDump {
  /** What is done instead of the next call of this name: a test throws. */
  readonly instead: { write?: () => void; assertRestorable?: () => void; restore?: () => void } = {};

  /** @param calls where every dump of a test notes what it was asked to do */
  constructor(
    readonly database: string,
    private readonly calls: string[],
  ) {
    super();
  }

  async write(folder: string, report: ReportProgress): Promise<DumpFacts> {
    this.calls.push(`write ${folder}`);
    this.instead.write?.();
    report(this.database, 1, 1);
    const { database } = this;
    return { database, serverVersion: '1', program: 'fake', migrations: [], counts: { things: 1 } };
  }

  async assertRestorable({ database }: DumpFacts, { clean }: RestoreOptions): Promise<void> {
    this.calls.push(`check ${database}${clean ? ' to be replaced' : ''}`);
    this.instead.assertRestorable?.();
  }

  async restore(folder: string): Promise<void> {
    this.calls.push(`restore ${folder}`);
    this.instead.restore?.();
  }
}
