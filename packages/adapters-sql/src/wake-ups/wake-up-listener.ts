import { SECOND } from '@2krika/domain';
import { Client } from 'pg';
import { CHANNEL } from './wake-up-sender.js';

export interface WakeUpListenerOptions {
  readonly url: string;
  /** There may be work. Also called whenever the connection is there anew: what was said meanwhile was not heard. */
  readonly onWakeUp: () => void;
}

const PAUSE = SECOND;

/** Hears the wake-ups of a database on a connection of its own, which is made again for as long as it takes. */
export class WakeUpListener {
  private client: Client | null = null;
  private isClosed = false;
  private endPause: () => void = () => undefined;
  private readonly listening: Promise<void>;

  constructor(private readonly options: WakeUpListenerOptions) {
    this.listening = this.listen();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.endPause();
    await this.client?.end();
    await this.listening;
  }

  private async listen(): Promise<void> {
    while (!this.isClosed) {
      await this.hearUntilLost();
      await this.pause();
    }
  }

  private async hearUntilLost(): Promise<void> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: '2krika-wake-ups',
      keepAlive: true,
      connectionTimeoutMillis: SECOND,
    });
    this.client = client;
    const lost = new Promise<void>((resolve) => {
      client.once('end', resolve);
    });
    // What it says shows in the end of the connection; without a listener it would end the process.
    client.on('error', () => undefined);
    client.on('notification', this.options.onWakeUp);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.options.onWakeUp();
      await lost;
    } catch {
      await client.end().catch(() => undefined);
    } finally {
      this.client = null;
    }
  }

  private async pause(): Promise<void> {
    // Closed while it was listening: nobody would end the pause.
    if (this.isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
