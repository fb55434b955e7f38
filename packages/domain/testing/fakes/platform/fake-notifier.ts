import { Notifier, Unavailable, type Notification } from '@2krika/domain';

/** Keeps what it was asked to send. */
export class FakeNotifier extends Notifier {
  readonly sent: Notification[] = [];
  private isDown = false;

  send(notification: Notification): Promise<void> {
    if (this.isDown) return Promise.reject(new Unavailable('The mail server'));
    this.sent.push(notification);
    return Promise.resolve();
  }

  goDown(): void {
    this.isDown = true;
  }

  comeBack(): void {
    this.isDown = false;
  }
}
