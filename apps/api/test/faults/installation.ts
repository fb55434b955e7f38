import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migrator as MongoMigrator } from '@2krika/adapters-mongo';
import { Migrator } from '@2krika/adapters-sql';
import { TableReader } from '@2krika/adapters-sql/testing';
import {
  createContainer,
  readConfig,
  seedDevelopment,
  seedReferenceData,
  type OpenContainer,
} from '@2krika/composition';
import { SECOND } from '@2krika/domain';
import { freePort } from '../../../../tooling/dev-databases/free-port.js';
import { until } from '../../../../tooling/dev-databases/testing/until.js';
import type { OpenProduct } from '../product/marketplace.js';
import { newKeys } from '../product/new-keys.js';
import { Visitor } from '../product/visitor.js';
import { AppProcess, type App } from './app-process.js';
import { startKillableDatabases, type KillableDatabases } from './killable-databases.js';

/** No request takes longer, whatever has failed; and on a busy machine one may be told to come back. */
const MANNERS = { patience: 3 * SECOND, returns: 5 };
/** Every process looks at the shared clock, and works off what has become due. */
const TIME_TRAVEL = 20 * SECOND;
const SEEN_LATELY = `seen_at > clock_timestamp() - interval '1 second'`;

export interface InstallationOptions {
  /** Default 1. */
  readonly workers?: number;
  /** Milliseconds from what the operator accepts to what becomes of it. Default 50. */
  readonly operatorDelay?: number;
}

/** The product as it is installed: processes that share nothing but two databases, each of which may be killed. */
export class Installation implements OpenProduct {
  private readonly processes: AppProcess[] = [];

  private constructor(
    readonly databases: KillableDatabases,
    /** A process beside the others, of which nothing is asked: through it one looks at what is kept. */
    readonly inside: OpenContainer,
    readonly tables: TableReader,
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Migrated and seeded, with an operator, an API and so many workers. */
  static async start({ workers = 1, operatorDelay = 50 }: InstallationOptions = {}): Promise<Installation> {
    const databases = await startKillableDatabases();
    const folder = mkdtempSync(join(tmpdir(), '2krika-installation-'));
    const environment = {
      ...databases.environment,
      ...(await addresses()),
      ...newKeys(),
      NODE_ENV: 'test',
      PATH: process.env['PATH'] ?? '',
      LOG_LEVEL: 'error',
      DATA_FOLDER: folder,
      SANDBOX_DATA_FOLDER: join(folder, 'sandbox'),
      SANDBOX_API_KEY: 'the-key-of-the-installation',
      SANDBOX_WEBHOOK_SECRET: 'the-secret-of-the-installation',
      SANDBOX_DELAY_MS: String(operatorDelay),
    };
    const { SQL_DATABASE_URL_TEST: url, MONGO_DATABASE_URL, MONGO_DATABASE_NAME_TEST } = environment;
    await new Migrator({ url }).up();
    await new MongoMigrator({ url: MONGO_DATABASE_URL, databaseName: MONGO_DATABASE_NAME_TEST }).up();
    const inside = await createContainer({ config: readConfig(environment) });
    await seedReferenceData(inside.container);
    await seedDevelopment(inside.container);
    const tables = await TableReader.open(url);
    const installation = new Installation(databases, inside, tables, folder, environment);
    try {
      // One after the other: each takes a core to start.
      const apps: readonly App[] = ['sandbox-provider', 'api', ...Array<App>(workers).fill('worker')];
      for (const app of apps) await installation.run(app);
      return installation;
    } catch (error) {
      await installation.stop();
      throw error;
    }
  }

  /** Starts one more process of this app. */
  async run(app: App): Promise<AppProcess> {
    const started = await AppProcess.start(app, this.environment);
    this.processes.push(started);
    return started;
  }

  /** The one that runs now. @throws Error when there is none */
  running(app: App): AppProcess {
    const found = this.processes.find((process) => process.app === app && process.isRunning);
    if (!found) throw new Error(`No ${app} is running.`);
    return found;
  }

  get url(): string {
    return this.setting('API_URL');
  }

  setting(name: string): string {
    const value = this.environment[name];
    if (value === undefined) throw new Error(`${name} is not set.`);
    return value;
  }

  visitor(): Visitor {
    return new Visitor(this.url, MANNERS);
  }

  wake(): void {
    // Workers of their own are woken by whoever writes.
  }

  /** Lets business time pass. Every process has noticed then, and every worker has worked off what became due. */
  async letPass(milliseconds: number): Promise<void> {
    // One that was stopped by a signal is not waited for before it has told again that it lives.
    const keepingTime = this.processes.filter(
      ({ app, isRunning }) => isRunning && app !== 'sandbox-provider',
    );
    await until('every process keeps time', async () => {
      const seen = await this.tables.count('development_processes', SEEN_LATELY);
      return seen >= keepingTime.length + 1;
    });
    await new Visitor(this.url, { patience: TIME_TRAVEL }).post('/dev/clock', { advanceBy: milliseconds });
  }

  async stop(): Promise<void> {
    // A process that was stopped by a signal would never hear that it should end.
    await Promise.all(this.processes.filter(({ isRunning }) => isRunning).map((process) => process.kill()));
    await Promise.all([this.inside.close(), this.tables.close()]);
    await this.databases.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The operator has to be told where the API will be, and is where it was when the API is started again. */
async function addresses() {
  const [api, sandbox] = [await freePort(0), await freePort(0)];
  return {
    PORT: String(api),
    API_URL: `http://127.0.0.1:${api}`,
    SANDBOX_PORT: String(sandbox),
    SANDBOX_PROVIDER_URL: `http://127.0.0.1:${sandbox}`,
  };
}
