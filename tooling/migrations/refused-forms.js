import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { field, parseJson } from '../dev-databases/json.js';

/**
 * @typedef {object} CheckedMigration
 * @property {string} name
 * @property {readonly string[]} statements what `up` sends
 * @property {boolean} isTransaction
 *
 * @typedef {object} Finding
 * @property {string} name of the migration
 * @property {string} rule
 * @property {string} message
 */

const SQUAWK = createRequire(import.meta.url).resolve('squawk-cli/js/bin/squawk');

/** The oldest server we support: what a newer one does without a lock, it may not. */
const POSTGRES = '15';

/** What squawk refuses and we do not, each with the reason. */
const ALLOWED = {
  'require-lock-timeout': 'The migrator sets it.',
  'require-statement-timeout':
    'A back-fill takes its time; what others wait for is limited by the lock timeout.',
  'prefer-robust-stmts':
    'A transaction leaves nothing half done. Without one, IF NOT EXISTS would keep an index whose build was cut short.',
  'ban-drop-column': 'The last step of a change that takes several releases.',
  'ban-drop-table': 'Likewise.',
  'ban-drop-not-null': 'The first step of one.',
  'ban-char-field': 'A code of a currency or country has one length.',
  'prefer-text-field': 'A limit of the domain is kept by the database too.',
  'prefer-bigint-over-int': 'Money is bigint; what else is counted stays small.',
  'prefer-bigint-over-smallint': 'Likewise.',
};

/**
 * The forms that hold up or break a running installation: squawk's, but for those above. A table that the same
 * migration creates is empty and nobody uses it yet: anything may be done to it.
 *
 * @param {readonly CheckedMigration[]} migrations
 * @returns {Promise<Finding[]>}
 * @throws {Error} when squawk cannot be run
 */
export async function refusedForms(migrations) {
  const found = [true, false].map((isTransaction) =>
    squawk(
      migrations.filter((each) => each.isTransaction === isTransaction),
      isTransaction ? ['--assume-in-transaction'] : [],
    ),
  );
  return [...migrations.flatMap(ownFindings), ...(await Promise.all(found)).flat()];
}

/** @param {CheckedMigration} migration */
function ownFindings({ name, statements }) {
  const findings = [];
  if (statements.every((text) => text.trim() === '')) {
    findings.push({ name, rule: 'does-nothing', message: 'It was generated and not filled in.' });
  }
  if (statements.some((text) => text.includes('squawk-ignore'))) {
    findings.push({ name, rule: 'switched-off-rule', message: 'Comments switch no rule off.' });
  }
  return findings;
}

/**
 * @param {readonly CheckedMigration[]} migrations
 * @param {readonly string[]} options
 * @returns {Promise<Finding[]>}
 */
async function squawk(migrations, options) {
  if (migrations.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'squawk-'));
  try {
    const files = migrations.map(({ name }) => join(folder, `${name}.sql`));
    await Promise.all(
      migrations.map(({ statements }, index) => writeFile(files[index] ?? '', scriptOf(statements))),
    );
    const excluded = Object.keys(ALLOWED).map((rule) => `--exclude=${rule}`);
    const args = ['--reporter', 'json', '--pg-version', POSTGRES, ...excluded, ...options];
    const output = parseJson(await runSquawk([...args, ...files]));
    if (!Array.isArray(output)) throw new Error('squawk answered with something else than its findings.');
    return output.map(findingOf);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {readonly string[]} statements */
function scriptOf(statements) {
  return statements.map((text) => `${text.trimEnd().replace(/;$/, '')};\n`).join('');
}

/**
 * @param {unknown} reported
 * @returns {Finding}
 */
function findingOf(reported) {
  return {
    name: basename(String(field(reported, 'file')), '.sql'),
    rule: String(field(reported, 'rule_name')),
    message: [field(reported, 'message'), field(reported, 'help')].filter(Boolean).join(' '),
  };
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<string>} its findings; it exits with 1 when there are any
 */
function runSquawk(args) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [SQUAWK, ...args], { maxBuffer: 2 ** 24 }, (failure, stdout, stderr) => {
      if (failure !== null && stdout === '')
        reject(new Error(`squawk failed: ${stderr.trim() || failure.message}`));
      else resolve(stdout);
    });
  });
}
