import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { onParentDeath } from '../dev-databases/parent-death.js';
import { SetupError } from '../dev-databases/setup-error.js';

const START_TIMEOUT = 30_000;
/** The databases are stopped after the apps, and everything within five seconds. */
const STOP_TIMEOUT = 3_000;
const KEPT_LINES = 15;

/**
 * @typedef {object} AppSpec
 * @property {string} name
 * @property {string} main the module to run
 * @property {NodeJS.ProcessEnv} env
 * @property {readonly string[]} [nodeArgs]
 * @property {string} [logFile] its output goes there, else to ours with its name before each line
 */

/** One of the apps as a child process. It tells that it is ready by `process.send({ ready: true, url })`. */
export class AppProcess {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #isStopping = false;
  /** @type {string[]} */
  #lines = [];

  /**
   * @param {AppSpec} spec
   * @param {(death: SetupError) => void} onDeath called when it ends unasked after it was ready
   */
  constructor(spec, onDeath) {
    this.spec = spec;
    this.onDeath = onDeath;
  }

  /**
   * @returns {Promise<string | undefined>} its URL, once it is ready
   * @throws {SetupError} with its last lines when it ends instead
   */
  start() {
    const { name, main, env, nodeArgs = [] } = this.spec;
    const child = fork(main, [], {
      env,
      execArgv: [...nodeArgs],
      // Its own process group: Ctrl-C reaches us alone, and we stop things in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#keepOutput(child);
    // With its group: `node --watch` runs the app as a child of its own.
    const guard = onParentDeath('kill -KILL -"$1"', String(child.pid));

    return new Promise((resolve, reject) => {
      let isReady = false;
      const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT);
      child.once('error', reject);
      child.on('message', (message) => {
        if (!isReadyMessage(message)) return;
        isReady = true;
        clearTimeout(timer);
        resolve(message.url);
      });
      child.once('close', (code, signal) => {
        this.#child = null;
        clearTimeout(timer);
        guard.cancel();
        const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
        const death = new SetupError([`${name} ended ${how}. Its last lines:`, ...this.#lines].join('\n  '));
        if (!isReady) reject(death);
        else if (!this.#isStopping) this.onDeath(death);
      });
    });
  }

  /** Ends it in order, within 3 s. Does nothing when it is not running. */
  async stop() {
    const child = this.#child;
    if (child === null) return;
    this.#isStopping = true;
    const gone = new Promise((resolve) => {
      child.once('close', resolve);
    });
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
    await gone;
    clearTimeout(timer);
  }

  /** @param {import('node:child_process').ChildProcess} child */
  #keepOutput(child) {
    const { name, logFile } = this.spec;
    const log = logFile === undefined ? null : createWriteStream(logFile, { flags: 'a' });
    child.once('close', () => log?.end());
    for (const input of [child.stdout, child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on('line', (line) => {
        this.#lines.push(line);
        if (this.#lines.length > KEPT_LINES) this.#lines.shift();
        if (log === null) console.log(`[${name}] ${line}`);
        else log.write(`${line}\n`);
      });
    }
  }
}

/**
 * @param {unknown} message
 * @returns {message is { ready: true, url?: string }}
 */
function isReadyMessage(message) {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
