import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';
import { field, parseJson } from './json.js';
import { onParentDeath } from './parent-death.js';
import { SetupError } from './setup-error.js';

const START_TIMEOUT = 30_000;
const KEPT_LINES = 20;

/**
 * @typedef {object} ServerSpec
 * @property {string} name shown in messages
 * @property {string} folder where its data lies; part of its command line, by which a running one is known
 * @property {number} preferredPort 0: any free one
 * @property {(port: number) => Launch} launch
 * @property {RegExp} ready a line of its output that means it accepts connections
 * @property {NodeJS.Signals} stopSignal ends it in order
 * @property {NodeJS.Signals} abortSignal ends it at once; what was acknowledged is still there afterwards
 *
 * @typedef {object} Launch
 * @property {string} file
 * @property {readonly string[]} args
 * @property {{ uid?: number, gid?: number, env?: NodeJS.ProcessEnv }} [options]
 */

/**
 * A database server as our direct child, so that it can be stopped, killed and started again on the same port
 * with its data kept. A server started through a helper (pg_ctl) stays unreaped after a SIGKILL and blocks
 * its own restart.
 */
export class ServerProcess {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #port = 0;
  /** @type {string[]} */
  #lines = [];

  /** @param {ServerSpec} spec */
  constructor(spec) {
    this.spec = spec;
  }

  /** The port it listens on, the same after every start; 0 before the first. */
  get port() {
    return this.#port;
  }

  get isRunning() {
    return this.#child !== null;
  }

  /**
   * Resolves once it accepts connections.
   * @throws {SetupError} with its last words when it does not
   */
  async start() {
    if (this.#child !== null) throw new Error(`${this.spec.name} is running already.`);
    if (this.#port !== 0) return this.#launch(this.#port);

    // Between our look at a port and the server's bind another process may take it.
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort(attempt === 1 ? this.spec.preferredPort : 0);
      try {
        await this.#launch(port);
        this.#port = port;
        return;
      } catch (error) {
        const lostThePort = this.#lines.some((line) => /address already in use/i.test(line));
        if (!lostThePort || attempt === 5) throw error;
      }
    }
  }

  /** Ends it in order, within 3 s. Its data is kept. Does nothing when it is not running. */
  async stop() {
    await this.#end(this.spec.stopSignal);
  }

  /** SIGKILL, to it and to its own children at once. Its data is left as it is. */
  async kill() {
    const child = this.#child;
    if (child?.pid === undefined) return;
    const gone = exitOf(child);
    for (const pid of [child.pid, ...childrenOf(child.pid)]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
    await gone;
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#child;
    if (child === null) return;
    const gone = exitOf(child);
    child.kill(signal);
    const timer = setTimeout(() => child.kill(this.spec.abortSignal), 3_000);
    await gone;
    clearTimeout(timer);
  }

  /** @param {number} port */
  async #launch(port) {
    const { file, args, options } = this.spec.launch(port);
    this.#lines = [];
    const child = spawn(file, args, {
      ...options,
      cwd: '/',
      // Its own process group: Ctrl-C in the terminal must reach whoever stops things in order, not it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const guard =
      child.pid === undefined
        ? null
        : onParentDeath('kill -"$1" "$2"', this.spec.abortSignal.slice('SIG'.length), String(child.pid));
    child.once('close', () => {
      this.#child = null;
      guard?.cancel();
      rmSync(recordOf(this.spec.folder), { force: true });
    });
    await this.#untilReady(child);
    if (child.pid !== undefined) writeRecord(this.spec.folder, { pid: child.pid, port });
  }

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @returns {Promise<void>}
   */
  #untilReady(child) {
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, START_TIMEOUT);
      const fail = (/** @type {string} */ how) => {
        clearTimeout(timer);
        const words = this.#lines.length === 0 ? 'it said nothing' : this.#lines.slice(-5).join(' | ');
        reject(new SetupError(`${this.spec.name} did not start (${how}): ${words}`));
      };
      child.once('error', (error) => fail(error.message));
      child.once('close', (code, signal) =>
        fail(late ? `not ready after ${START_TIMEOUT / 1_000} s` : (signal ?? `exit code ${code}`)),
      );
      for (const input of [child.stdout, child.stderr]) {
        if (input === null) continue;
        createInterface({ input }).on('line', (line) => {
          if (line.trim() !== '') this.#lines.push(line.trim());
          if (this.#lines.length > KEPT_LINES) this.#lines.shift();
          if (this.spec.ready.test(line)) {
            clearTimeout(timer);
            resolve();
          }
        });
      }
    });
  }
}

/**
 * Where another process of ours (`npm start`) has this data folder's server running.
 *
 * @param {string} folder
 * @returns {{ pid: number, port: number } | null}
 */
export function runningServer(folder) {
  const record = readRecord(folder);
  return record !== null && commandOf(record.pid).includes(folder) ? record : null;
}

/**
 * @param {number} pid
 * @returns {string} its command line; empty when there is no such process
 */
export function commandOf(pid) {
  return spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).stdout.trim();
}

/** @param {string} folder */
const recordOf = (folder) => `${folder}.running.json`;

/**
 * @param {string} folder
 * @param {{ pid: number, port: number }} record
 */
function writeRecord(folder, record) {
  mkdirSync(dirname(folder), { recursive: true });
  writeFileSync(recordOf(folder), JSON.stringify(record));
}

/**
 * @param {string} folder
 * @returns {{ pid: number, port: number } | null}
 */
function readRecord(folder) {
  try {
    const record = parseJson(readFileSync(recordOf(folder), 'utf8'));
    const pid = field(record, 'pid');
    const port = field(record, 'port');
    return typeof pid === 'number' && typeof port === 'number' ? { pid, port } : null;
  } catch {
    // Absent, or cut short by a kill in the middle of writing: either way nobody is known to run.
    return null;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
function exitOf(child) {
  return new Promise((resolve) => {
    child.once('close', () => resolve());
  });
}

/**
 * @param {number} parent
 * @returns {number[]}
 */
function childrenOf(parent) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent && pid !== undefined ? [pid] : []));
}

/** @param {unknown} error */
function isGone(error) {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH';
}
