/** Milliseconds. Every wake-up has all jobs ask the database; a busy one gets many a second. */
const INTERVAL = 50;

/** Lets the first wake-up through at once, and one for all that come within the interval behind it at its end. */
export class WakeUpGate {
  private timer: NodeJS.Timeout | null = null;
  private isWanted = false;

  constructor(private readonly wake: () => void) {}

  pass(): void {
    if (this.timer !== null) {
      this.isWanted = true;
      return;
    }
    this.wake();
    this.timer = setTimeout(() => {
      this.timer = null;
      if (!this.isWanted) return;
      this.isWanted = false;
      this.pass();
    }, INTERVAL);
  }

  /** Nothing comes through any more. */
  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.isWanted = false;
  }
}
