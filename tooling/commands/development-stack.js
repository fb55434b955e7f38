import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keptFolder } from '../dev-databases/data-folder.js';
import { freePort, isFree } from '../dev-databases/free-port.js';
import { SetupError } from '../dev-databases/setup-error.js';
import { startDatabases } from '../dev-databases/start-databases.js';
import { AppProcess } from './app-process.js';
import { developmentEnvironment } from './development-environment.js';
import { step } from './progress.js';

/** @import { Databases } from '../dev-databases/start-databases.js' */

/**
 * @typedef {object} StackOptions
 * @property {NodeJS.ProcessEnv} env
 * @property {() => Promise<void>} build
 * @property {(databases: Databases) => Promise<void>} migrate
 * @property {(env: NodeJS.ProcessEnv) => Promise<void>} seed
 * @property {boolean} watch restart an app when its code changes, and show its output instead of keeping it
 *
 * @typedef {object} Urls
 * @property {string} api
 * @property {string} sandbox
 * @property {Readonly<Record<'api' | 'worker', string>>} metrics
 * @property {string | null} logFolder
 */

/** Everything of the development system that runs: the databases and the three apps. */
export class DevelopmentStack {
  /** In the order they were started. @type {{ stop(): Promise<void> }[]} */
  #running = [];
  #isStopping = false;
  /** @type {(death: SetupError) => void} */
  #reportDeath = () => {};
  /** Resolves when an app ends unasked. @type {Promise<SetupError>} */
  death = new Promise((report) => {
    this.#reportDeath = report;
  });

  /**
   * @param {StackOptions} options
   * @returns {Promise<Urls>} once everything is ready
   * @throws {SetupError} when something cannot be had; what was started must still be stopped
   */
  async start({ env, build, migrate, seed, watch }) {
    const apiPort = portOf(env);
    if (!(await isFree(apiPort))) {
      throw new SetupError(
        `Port ${apiPort} is in use by another program: end it, or start with another one: PORT=${apiPort + 1} npm start`,
      );
    }
    const dataFolder = keptFolder(resolve(env['DATA_FOLDER'] ?? '.data')).path;

    const [databases] = await Promise.all([
      step('Databases', () => this.#startDatabases(dataFolder, env)),
      step('Build', build),
    ]);
    const sandboxPort = await freePort(Number(env['SANDBOX_PORT'] ?? 4100));
    const appEnv = developmentEnvironment({ env, databases, dataFolder, apiPort, sandboxPort });
    await step('Migrations', () => migrate(databases));
    await step('Seeds', () => seed({ ...appEnv, SANDBOX_PROVIDER_URL: `http://127.0.0.1:${sandboxPort}` }));

    const logFolder = watch ? null : join(dataFolder, 'logs');
    if (logFolder !== null) mkdirSync(logFolder, { recursive: true });
    return step('Apps', async () => {
      const start = (/** @type {string} */ name, /** @type {NodeJS.ProcessEnv} */ extra = {}) =>
        this.#startApp({
          name,
          main: `apps/${name}/dist/main.js`,
          env: { ...appEnv, ...extra },
          ...(watch ? { nodeArgs: ['--watch', '--watch-preserve-output'] } : {}),
          ...(logFolder === null ? {} : { logFile: join(logFolder, `${name}.log`) }),
        });
      const sandbox = (await start('sandbox-provider')) ?? `http://127.0.0.1:${sandboxPort}`;
      const ports = await metricsPorts(env);
      const [api] = await Promise.all([
        start('api', { SANDBOX_PROVIDER_URL: sandbox, METRICS_PORT: String(ports.api) }),
        start('worker', { SANDBOX_PROVIDER_URL: sandbox, METRICS_PORT: String(ports.worker) }),
      ]);
      const metrics = {
        api: `http://127.0.0.1:${ports.api}/metrics`,
        worker: `http://127.0.0.1:${ports.worker}/metrics`,
      };
      return { api: api ?? `http://127.0.0.1:${apiPort}`, sandbox, metrics, logFolder };
    });
  }

  /** Ends everything that was started, the apps before the databases they use. */
  async stop() {
    this.#isStopping = true;
    const apps = this.#running.filter((part) => part instanceof AppProcess);
    const others = this.#running.filter((part) => !(part instanceof AppProcess));
    await Promise.all(apps.map((app) => app.stop()));
    await Promise.all(others.map((part) => part.stop()));
    this.#running = [];
  }

  /**
   * @param {string} dataFolder
   * @param {NodeJS.ProcessEnv} env
   */
  async #startDatabases(dataFolder, env) {
    const log = (/** @type {string} */ line) => console.log(`  ${line}`);
    const databases = await startDatabases({ purpose: 'development', dataFolder, env, log });
    await this.#keep(databases);
    return databases;
  }

  /** @param {import('./app-process.js').AppSpec} spec */
  async #startApp(spec) {
    const app = new AppProcess(spec, this.#reportDeath);
    await this.#keep(app);
    return app.start();
  }

  /**
   * Whoever asks to stop while things start must not leave the late ones running.
   *
   * @param {{ stop(): Promise<void> }} part
   */
  async #keep(part) {
    if (this.#isStopping) {
      await part.stop();
      throw new SetupError('Stopped while starting.');
    }
    this.#running.push(part);
  }
}

/** @param {NodeJS.ProcessEnv} env */
function portOf(env) {
  const port = Number(env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError(`PORT is a port number from 1 to 65535, not "${env['PORT']}".`);
  }
  return port;
}

/**
 * One port for each process: they share this machine.
 *
 * @param {NodeJS.ProcessEnv} env
 */
async function metricsPorts(env) {
  const api = await freePort(Number(env['METRICS_PORT'] ?? 9464));
  return { api, worker: await freePort(api + 1) };
}
