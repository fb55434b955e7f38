import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onParentDeath } from '../../../../tooling/dev-databases/parent-death.js';
import { until } from '../../../../tooling/dev-databases/testing/until.js';

const at = (path: string) => new URL(`../../../../${path}`, import.meta.url);
const RUN_FROM_SOURCE = [
  '--conditions=@2krika/source',
  '--import',
  at('tooling/run-from-source/register.js').href,
];
const KEPT_LINES = 20;
/** Milliseconds: less than a call or a transaction takes. */
const STEP = 3;

export type App = 'api' | 'worker' | 'sandbox-provider';

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One of the apps, run from its sources as a process that can be killed, stopped and let go on. */
export class AppProcess {
  readonly exit: Promise<Exit>;
  private readonly lines: string[] = [];

  private constructor(
    readonly app: App,
    private readonly child: ChildProcess,
  ) {
    const guard = onParentDeath('kill -KILL "$1"', String(child.pid));
    this.exit = once(child, 'close').then(() => {
      guard.cancel();
      return { code: child.exitCode, signal: child.signalCode };
    });
    for (const input of [child.stdout, child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on('line', (line) => {
        this.lines.push(line);
        if (this.lines.length > KEPT_LINES) this.lines.shift();
      });
    }
  }

  /** @throws Error with its last lines when it ends before it is ready */
  static async start(app: App, env: Readonly<Record<string, string>>): Promise<AppProcess> {
    const child = fork(fileURLToPath(at(`apps/${app}/src/main.ts`)), {
      env,
      execArgv: RUN_FROM_SOURCE,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const started = new AppProcess(app, child);
    await Promise.race([
      once(child, 'message').then(([message]) => {
        started.url = urlIn(message);
      }),
      started.exit.then(({ code, signal }) => {
        throw new Error(`${app} ended (${signal ?? code}) before it was ready: ${started.output}`);
      }),
    ]);
    return started;
  }

  /** Where it is; empty when it is nowhere to be reached. */
  url = '';

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last it said. */
  get output(): string {
    return this.lines.join('\n');
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  /**
   * Lets it go on step by step until, while it is stopped, the condition holds; and leaves it stopped.
   * @throws Error when the condition never holds
   */
  async stopWhen(what: string, condition: () => Promise<boolean>): Promise<void> {
    await until(`the ${this.app} is stopped at ${what}`, async () => {
      this.signal('SIGCONT');
      await pause(STEP);
      this.signal('SIGSTOP');
      return condition();
    });
  }

  /** Ends it at once; resolves when it is gone. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exit;
  }

  /** Ends it in order. */
  async stop(): Promise<Exit> {
    this.child.kill('SIGTERM');
    return this.exit;
  }
}

function urlIn(message: unknown): string {
  const isTold = typeof message === 'object' && message !== null && 'url' in message;
  return isTold && typeof message.url === 'string' ? message.url : '';
}
