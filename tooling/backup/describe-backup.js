/** @import { BackupManifest, RuleReport } from '@2krika/domain' */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** @param {number} bytes */
export function sizeOf(bytes) {
  let unit = 0;
  let size = bytes;
  for (; size >= 1_000 && unit < UNITS.length - 1; unit += 1) size /= 1_000;
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit]}`;
}

/**
 * One line for a list of backups.
 *
 * @param {BackupManifest} manifest
 */
export function lineOf({ id, environment, files }) {
  return `${id}  ${environment.padEnd(11)}  ${sizeOf(files.reduce((total, { bytes }) => total + bytes, 0))}`;
}

/**
 * What a backup holds, a line for each database.
 *
 * @param {BackupManifest} manifest
 * @returns {string[]}
 */
export function contentsOf({ dumps, files }) {
  return dumps.map(({ database, serverVersion, program, counts, migrations }) => {
    const own = files.filter(({ path }) => path.startsWith(`${database}/`));
    const rows = Object.values(counts).reduce((total, count) => total + count, 0);
    const parts = [
      `${database} ${serverVersion}`,
      `${Object.keys(counts).length} ${database === 'mongodb' ? 'collections' : 'tables'}`,
      `${rows.toLocaleString('en')} ${database === 'mongodb' ? 'documents' : 'rows'}`,
      `${migrations.length} migrations`,
      sizeOf(own.reduce((total, { bytes }) => total + bytes, 0)),
      `by ${program}`,
    ];
    return `  ${parts.join(', ')}`;
  });
}

/**
 * A table of rules and what breaks them.
 *
 * @param {readonly RuleReport[]} reports
 * @returns {string[]}
 */
export function tableOf(reports) {
  const width = Math.max(...reports.map(({ rule }) => rule.length));
  return reports.flatMap(({ rule, violations, examples }) => [
    `  ${violations === 0 ? '✓' : '✗'} ${rule.padEnd(width)}  ${violations}`,
    ...examples.map((example) => `      ${example}`),
  ]);
}
