import { Client, type ClientConfig } from 'pg';

/**
 * A connection that sends each statement without waiting for the answers to those before it. Each statement
 * still has an error and a row count of its own.
 */
export class PipelinedClient extends Client {
  private hasEnded = false;
  private isSpoiled = false;
  private isGathering = false;

  constructor(config: ClientConfig) {
    super({ ...config, pipeline: true });
    // The pool listens only once a connection is set up: without this, one that is killed in the instant it
    // finishes connecting ends the process.
    this.on('error', () => {
      this.hasEnded = true;
    });
    this.on('end', () => {
      this.hasEnded = true;
    });
  }

  /** Whether the server is gone for this connection: nothing will be answered on it any more. */
  get isLost(): boolean {
    return this.hasEnded;
  }

  /** Whether the next user finds it as if it were new. */
  get isReusable(): boolean {
    return !this.hasEnded && !this.isSpoiled && this.getTransactionStatus() === 'I';
  }

  /**
   * What is sent from now until the process would wait goes to the server together. A write of its own for each
   * statement took a fifth of the time of placing an order.
   */
  gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => {
      this.isGathering = false;
      stream.uncork();
    });
  }

  /** Leaves it to its present user, and to nobody after. */
  spoil(): void {
    this.isSpoiled = true;
  }
}
