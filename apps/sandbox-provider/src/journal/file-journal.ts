import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Journal, JournalCorrupt } from './journal.js';

const FILE = 'journal.jsonl';
const NEWLINE = 0x0a;

/** One JSON record a line in `journal.jsonl`. Requests that arrive together share one write and one sync. */
export class FileJournal extends Journal {
  private handle: FileHandle | null = null;
  private waiting: string[] = [];
  private writes: Promise<void> = Promise.resolve();
  /** The length up to which the file is whole, when a crash has left half a record behind it. */
  private wholeUpTo: number | null = null;

  constructor(private readonly folder: string) {
    super();
  }

  async open(): Promise<readonly unknown[]> {
    await mkdir(this.folder, { recursive: true });
    // Owner only: it holds phone numbers.
    this.handle = await open(join(this.folder, FILE), 'a+', 0o600);
    const content = await this.handle.readFile();
    const whole = content.subarray(0, content.lastIndexOf(NEWLINE) + 1);
    if (whole.length < content.length) this.wholeUpTo = whole.length;
    return whole
      .toString('utf8')
      .split('\n')
      .slice(0, -1)
      .map((line, index) => parse(line, index + 1));
  }

  append(record: unknown): void {
    this.waiting.push(`${JSON.stringify(record)}\n`);
  }

  flush(): Promise<void> {
    this.writes = this.writes.then(() => this.write());
    return this.writes;
  }

  async close(): Promise<void> {
    await this.writes.catch(() => undefined);
    await this.handle?.close();
    this.handle = null;
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    if (this.handle === null) throw new Error('The journal is not open.');
    const batch = this.waiting.join('');
    this.waiting = [];
    // Not while opening: the file may belong to a process that is still writing, as a busy port then tells.
    if (this.wholeUpTo !== null) await this.handle.truncate(this.wholeUpTo);
    this.wholeUpTo = null;
    await this.handle.appendFile(batch);
    await this.handle.datasync();
  }
}

function parse(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new JournalCorrupt(`line ${number} of ${FILE}`);
  }
}
