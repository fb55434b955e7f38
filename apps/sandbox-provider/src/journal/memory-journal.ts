import { Journal } from './journal.js';

/** Keeps the records as text for as long as the object lives: a second operator on it is a restart. */
export class MemoryJournal extends Journal {
  private readonly lines: string[] = [];

  open(): Promise<readonly unknown[]> {
    return Promise.resolve(this.lines.map((line): unknown => JSON.parse(line)));
  }

  append(record: unknown): void {
    this.lines.push(JSON.stringify(record));
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
