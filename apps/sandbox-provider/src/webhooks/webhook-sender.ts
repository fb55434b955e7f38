import type { Store } from '../store.js';
import type { Delivery } from './delivery.js';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, webhookSignature } from './webhook-signature.js';

/** A delivery is given up after so many attempts: with the default first wait, 85 seconds after the first. */
export const MAX_ATTEMPTS = 5;
const BACK_OFF_FACTOR = 4;

export interface WebhookSettings {
  readonly secret: string;
  /** Milliseconds from the first failed attempt to the second; each further wait is four times as long. */
  readonly retryMs: number;
  /** Milliseconds a client has to answer. */
  readonly timeoutMs: number;
}

/**
 * Sends what the store holds. Deliveries of one operation go one after another, so that their order is the one
 * their scenario asks for; operations do not wait for each other.
 */
export class WebhookSender {
  private readonly queues = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly settings: WebhookSettings,
    private readonly now: () => number,
  ) {}

  /** Attempts everything that is due and not already under way. */
  async sendDue(): Promise<void> {
    const now = this.now();
    const due = this.store
      .waitingDeliveries()
      .filter(({ operationKey, dueAt }) => dueAt <= now && !this.queues.has(operationKey));
    await this.sendEach(due, now);
  }

  /** Attempts everything that waits, due or not, after what is already under way. */
  async sendAll(): Promise<void> {
    await this.sendEach(this.store.waitingDeliveries(), Infinity);
  }

  /** Attempts what waits for one operation and was due by then, after what is already under way for it. */
  send(operationKey: string, dueBy = Infinity): Promise<void> {
    const queue = (this.queues.get(operationKey) ?? Promise.resolve()).then(() =>
      this.attemptEach(operationKey, dueBy),
    );
    this.queues.set(operationKey, queue);
    return queue.finally(() => {
      if (this.queues.get(operationKey) === queue) this.queues.delete(operationKey);
    });
  }

  /** Breaks off what is under way; it stays waiting, and is sent after the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.queues.values());
  }

  private async sendEach(deliveries: readonly Delivery[], dueBy: number): Promise<void> {
    const keys = new Set(deliveries.map(({ operationKey }) => operationKey));
    await Promise.all([...keys].map((key) => this.send(key, dueBy)));
  }

  private async attemptEach(operationKey: string, dueBy: number): Promise<void> {
    const deliveries = this.store
      .waitingDeliveries()
      .filter((delivery) => delivery.operationKey === operationKey && delivery.dueAt <= dueBy);
    for (const delivery of deliveries) await this.attempt(delivery);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    // Nobody may hear of a change that a crash could still undo.
    await this.store.durable();
    const accepted = await this.post(delivery);
    if (!accepted && this.stopping.signal.aborted) return;
    const attempts = delivery.attempts + 1;
    if (accepted) this.store.commit({ deliveries: [{ ...delivery, attempts, state: 'delivered' }] });
    else if (attempts === MAX_ATTEMPTS)
      this.store.commit({ deliveries: [{ ...delivery, attempts, state: 'given_up' }] });
    else {
      const dueAt = this.now() + this.settings.retryMs * BACK_OFF_FACTOR ** (attempts - 1);
      this.store.commit({ deliveries: [{ ...delivery, attempts, dueAt }] });
    }
    await this.store.durable();
  }

  private async post({ url, body }: Delivery): Promise<boolean> {
    const timestamp = Math.floor(this.now() / 1000);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [TIMESTAMP_HEADER]: String(timestamp),
          [SIGNATURE_HEADER]: webhookSignature(this.settings.secret, timestamp, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(this.settings.timeoutMs)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // Unreachable, too slow, or cut off: every one of them is an attempt that failed.
      return false;
    }
  }
}
