import { BACKUP_FORMAT, type BackupFile, type BackupManifest, type DumpFacts } from '@2krika/domain';

/** The manifest as its file has it: for people to read as well. */
export function manifestJson({ lastOutboxId, ...manifest }: BackupManifest): string {
  return `${JSON.stringify({ ...manifest, lastOutboxId: String(lastOutboxId) }, null, 2)}\n`;
}

/** @throws TypeError that names what is wrong */
export function readManifest(json: string): BackupManifest {
  const fields = record('the manifest', JSON.parse(json));
  if (fields['format'] !== BACKUP_FORMAT) {
    throw new TypeError(`it has format ${String(fields['format'])}, and this release reads ${BACKUP_FORMAT}`);
  }
  return {
    format: BACKUP_FORMAT,
    id: text('id', fields),
    environment: text('environment', fields),
    startedAt: instant('startedAt', fields),
    finishedAt: instant('finishedAt', fields),
    lastOutboxId: BigInt(text('lastOutboxId', fields)),
    dumps: list('dumps', fields).map(readDump),
    files: list('files', fields).map(readFile),
  };
}

function readDump(value: unknown): DumpFacts {
  const fields = record('a dump', value);
  const counts = Object.keys(record('counts', fields['counts']));
  return {
    database: text('database', fields),
    serverVersion: text('serverVersion', fields),
    program: text('program', fields),
    migrations: list('migrations', fields).map((migration) => {
      const each = record('a migration', migration);
      return { name: text('name', each), checksum: text('checksum', each) };
    }),
    counts: Object.fromEntries(counts.map((name) => [name, count(name, record('counts', fields['counts']))])),
  };
}

function readFile(value: unknown): BackupFile {
  const fields = record('a file', value);
  const path = text('path', fields);
  if (!/^[\w-]+(?:\/[\w.-]+)*$/.test(path) || path.includes('..'))
    throw new TypeError(`${path} is no path of a backup`);
  return { path, bytes: count('bytes', fields), sha256: text('sha256', fields) };
}

type Fields = Readonly<Record<string, unknown>>;

function record(what: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${what} is missing`);
  return Object.fromEntries(Object.entries(value));
}

function text(name: string, fields: Fields): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is missing`);
  return value;
}

function count(name: string, fields: Fields): number {
  const value = Number(fields[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`${name} is no count`);
  return value;
}

function instant(name: string, fields: Fields): Date {
  const value = new Date(text(name, fields));
  if (Number.isNaN(value.getTime())) throw new TypeError(`${name} is no instant`);
  return value;
}

function list(name: string, fields: Fields): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new TypeError(`${name} is missing`);
  return value;
}
