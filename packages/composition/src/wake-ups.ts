/** Tells a worker that there may be work, so that it need not wait for its next look. None is ever sure to come. */
export abstract class WakeUps {
  /** Calls `wake` from now on, and whenever wake-ups may have been missed. */
  abstract subscribe(wake: () => void): void;

  abstract close(): Promise<void>;
}

/** Of a product in memory, whose work is looked for each second. */
export class NoWakeUps extends WakeUps {
  subscribe(): void {
    // Nobody calls.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Heard on a connection of their own, which is made for those alone who subscribe. */
export class HeardWakeUps extends WakeUps {
  private readonly listeners: { close(): Promise<void> }[] = [];

  constructor(private readonly listen: (onWakeUp: () => void) => { close(): Promise<void> }) {
    super();
  }

  subscribe(wake: () => void): void {
    this.listeners.push(this.listen(wake));
  }

  async close(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener.close()));
  }
}
