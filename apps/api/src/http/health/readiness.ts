import { setTimeout as pause } from 'node:timers/promises';

/** Something the service cannot work without. */
export interface HealthCheck {
  /** Shown to whoever asks: a role (`postgres`), never an address. */
  readonly name: string;
  /** Milliseconds until no answer counts as a bad one. */
  readonly timeout: number;
  /** Rejects when it does not work. */
  run(): Promise<void>;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** Milliseconds. */
  readonly ms: number;
}

/** Runs the checks side by side; none takes longer than its time-out. */
export class Readiness {
  private readonly running = new Map<HealthCheck, Promise<boolean>>();

  constructor(private readonly checks: readonly HealthCheck[]) {}

  async results(): Promise<readonly CheckResult[]> {
    return Promise.all(
      this.checks.map(async (check) => {
        const start = performance.now();
        const ok = await this.inTime(check);
        return { name: check.name, ok, ms: Math.round(performance.now() - start) };
      }),
    );
  }

  private async inTime(check: HealthCheck): Promise<boolean> {
    const stop = new AbortController();
    const late = pause(check.timeout, false, { signal: stop.signal }).catch(() => false);
    try {
      return await Promise.race([this.outcome(check), late]);
    } finally {
      stop.abort();
    }
  }

  /** One run at a time: probes of a store that hangs would otherwise take all its connections. */
  private outcome(check: HealthCheck): Promise<boolean> {
    const running = this.running.get(check);
    if (running) return running;
    const outcome = (async () => check.run())().then(
      () => true,
      () => false,
    );
    this.running.set(check, outcome);
    void outcome.then(() => this.running.delete(check));
    return outcome;
  }
}
