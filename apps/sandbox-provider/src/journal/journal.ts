/**
 * Where the operator's changes are kept, in order. Appending is immediate and only promises; what `flush`
 * has resolved for survives the death of the process.
 */
export abstract class Journal {
  /**
   * Opens it and reads every record, oldest first. Call it once, before anything else.
   * @throws JournalCorrupt; the file system's error
   */
  abstract open(): Promise<readonly unknown[]>;

  /** Adds a record, kept whole or not at all. */
  abstract append(record: unknown): void;

  /**
   * Resolves when everything appended so far is kept. After one failure every later call rejects too: what is
   * in memory is ahead of the journal, and only a new start can agree with it again.
   */
  abstract flush(): Promise<void>;

  abstract close(): Promise<void>;
}

/** A record other than the last cannot be read: the file was changed by somebody else. */
export class JournalCorrupt extends Error {
  constructor(place: string) {
    super(`The journal cannot be read at ${place}. Restore it or start with another data folder.`);
    this.name = 'JournalCorrupt';
  }
}
