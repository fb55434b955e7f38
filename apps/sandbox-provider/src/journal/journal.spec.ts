import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileJournal } from './file-journal.js';
import type { Journal } from './journal.js';
import { JournalCorrupt } from './journal.js';
import { MemoryJournal } from './memory-journal.js';

let folder: string;
const file = () => join(folder, 'journal.jsonl');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A journal, and one that opens what the first has kept although nobody closed it: the process was killed. */
const JOURNALS: readonly [string, () => readonly [Journal, Journal]][] = [
  ['in memory', () => [...sharedMemory()]],
  ['in a file', () => [new FileJournal(folder), new FileJournal(folder)]],
];
function sharedMemory(): readonly [Journal, Journal] {
  const journal = new MemoryJournal();
  return [journal, journal];
}

describe.each(JOURNALS)('a journal %s', (_where, make) => {
  it('is empty at first', async () => {
    const [journal] = make();
    await expect(journal.open()).resolves.toEqual([]);
    await journal.close();
  });

  it('gives back what was flushed, in order, to the next process', async () => {
    const [journal, afterCrash] = make();
    await journal.open();
    journal.append({ number: 1, text: 'Aïcha\n' });
    journal.append({ number: 2 });
    await journal.flush();
    journal.append({ number: 3 });
    await journal.flush();

    await expect(afterCrash.open()).resolves.toEqual([
      { number: 1, text: 'Aïcha\n' },
      { number: 2 },
      { number: 3 },
    ]);
    await journal.close();
    await afterCrash.close();
  });
});

describe('a journal in a file', () => {
  async function opened(): Promise<readonly [FileJournal, readonly unknown[]]> {
    const journal = new FileJournal(folder);
    return [journal, await journal.open()];
  }

  it('keeps everything that many flushes at once have waited for', async () => {
    const [journal] = await opened();
    const numbers = Array.from({ length: 50 }, (_, number) => number);
    await Promise.all(
      numbers.map((number) => {
        journal.append(number);
        return journal.flush();
      }),
    );
    const [again, records] = await opened();
    expect(records).toEqual(numbers);
    await journal.close();
    await again.close();
  });

  it('drops the half record a crash has left, and goes on after the last whole one', async () => {
    await writeFile(file(), '{"number":1}\n{"number":2,"te');
    const [journal, records] = await opened();
    expect(records).toEqual([{ number: 1 }]);
    journal.append({ number: 3 });
    await journal.flush();
    await journal.close();
    await expect(readFile(file(), 'utf8')).resolves.toBe('{"number":1}\n{"number":3}\n');
  });

  it('leaves the file as it is until it writes', async () => {
    await writeFile(file(), '{"number":1}\n{"num');
    const [journal] = await opened();
    await journal.flush();
    await appendFile(file(), 'ber":2}\n');
    await journal.close();
    await expect(readFile(file(), 'utf8')).resolves.toBe('{"number":1}\n{"number":2}\n');
  });

  it('refuses a record in the middle that cannot be read, and names the line', async () => {
    await writeFile(file(), '{"number":1}\n{"num\n{"number":3}\n');
    const journal = new FileJournal(folder);
    await expect(journal.open()).rejects.toThrow(JournalCorrupt);
    await expect(new FileJournal(folder).open()).rejects.toThrow('line 2 of journal.jsonl');
    await journal.close();
  });

  it('rejects every flush after one that failed', async () => {
    const [journal] = await opened();
    await journal.close();
    journal.append({ number: 1 });
    await expect(journal.flush()).rejects.toThrow('not open');
    await expect(journal.flush()).rejects.toThrow('not open');
    await expect(readFile(file(), 'utf8')).resolves.toBe('');
  });

  it('makes its folder, and a file that only its owner may read', async () => {
    const deep = join(folder, 'new', 'folder');
    const journal = new FileJournal(deep);
    await journal.open();
    await journal.close();
    expect((await stat(join(deep, 'journal.jsonl'))).mode & 0o777).toBe(0o600);
  });
});
