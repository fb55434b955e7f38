import { meanMs, p95Ms } from '@2krika/domain';

/** @import { SlowQuery } from '@2krika/domain' */

const HEADS = ['store', 'calls', 'mean ms', 'p95 ms', 'max ms', 'rows', 'last seen', 'fingerprint'];
/** Text is read from its left, numbers from their right. */
const LEFT = new Set(['store', 'last seen', 'fingerprint']);

/**
 * A row of figures for each query, and below it the query itself on one line.
 *
 * @param {readonly SlowQuery[]} queries
 * @param {number} width characters a line may have
 * @returns {string[]}
 */
export function tableOf(queries, width) {
  const rows = queries.map((query) => [
    query.store,
    String(query.calls),
    String(meanMs(query)),
    String(p95Ms(query)),
    String(query.maxMs),
    String(query.rows),
    query.lastSeenAt.toISOString().slice(0, 19) + 'Z',
    query.fingerprint,
  ]);
  const widths = HEADS.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (/** @type {readonly string[]} */ cells) =>
    cells
      .map((cell, column) => {
        const size = widths[column] ?? 0;
        return LEFT.has(HEADS[column] ?? '') ? cell.padEnd(size) : cell.padStart(size);
      })
      .join('  ')
      .trimEnd();
  return [
    line(HEADS),
    ...rows.flatMap((row, index) => [line(row), `  ${shortened(queries[index]?.text ?? '', width - 2)}`]),
  ];
}

/**
 * @param {string} text
 * @param {number} width
 */
function shortened(text, width) {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length <= width ? oneLine : `${oneLine.slice(0, width - 1)}…`;
}
