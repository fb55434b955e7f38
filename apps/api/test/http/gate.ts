/** Holds work up where a test wants it, and tells when it is there. */
export class Gate {
  readonly reached: Promise<void>;
  private arrive: () => void = () => undefined;
  private readonly opened: Promise<void>;
  private letGo: () => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => (this.arrive = resolve));
    this.opened = new Promise((resolve) => (this.letGo = resolve));
  }

  /** To be called by the work. */
  async pass(): Promise<void> {
    this.arrive();
    await this.opened;
  }

  open(): void {
    this.letGo();
  }
}
