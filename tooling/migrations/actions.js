/**
 * What both migrators can do.
 *
 * @typedef {object} Migrator
 * @property {() => Promise<readonly string[]>} up
 * @property {(steps?: number) => Promise<readonly string[]>} undo
 * @property {() => Promise<readonly { name: string, state: string, appliedAt: Date | null }[]>} status
 */

/**
 * @typedef {object} Target
 * @property {string} database
 * @property {Migrator} migrator
 */

/** @type {Readonly<Record<string, (targets: readonly Target[], steps: number) => Promise<string[]>>>} */
export const ACTIONS = { up, undo, status };

/** @param {readonly Target[]} targets */
async function up(targets) {
  const lines = [];
  for (const { database, migrator } of targets) {
    const applied = await migrator.up();
    lines.push(
      `${database}: ${applied.length === 0 ? 'nothing was pending' : `applied ${applied.join(', ')}`}`,
    );
  }
  return lines;
}

/**
 * The newest of all, as their timestamps have it: the two databases move together.
 *
 * @param {readonly Target[]} targets
 * @param {number} steps
 */
async function undo(targets, steps) {
  const all = await Promise.all(
    targets.map(async (target) => {
      const found = await target.migrator.status();
      return found.filter(({ state }) => state !== 'pending').map(({ name }) => ({ name, target }));
    }),
  );
  const newest = all
    .flat()
    .toSorted((left, right) => (left.name < right.name ? 1 : -1))
    .slice(0, steps);
  const lines = [];
  for (const target of targets) {
    const count = newest.filter((each) => each.target === target).length;
    if (count === 0) continue;
    lines.push(`${target.database}: undone ${(await target.migrator.undo(count)).join(', ')}`);
  }
  return lines.length === 0 ? ['There was nothing to undo.'] : lines;
}

/** @param {readonly Target[]} targets */
async function status(targets) {
  const rows = [['database', 'state', 'applied at', 'migration']];
  for (const { database, migrator } of targets) {
    for (const { name, state, appliedAt } of await migrator.status()) {
      rows.push([database, state, appliedAt?.toISOString() ?? '-', name]);
    }
  }
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
