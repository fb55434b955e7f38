/** What is told, with the facts its text needs. One member a template. */
export type NotificationMessage = {
  readonly template: 'verify_email';
  readonly params: { readonly fullName: string; readonly token: string };
};

export interface Notification {
  readonly channel: 'email';
  readonly to: string;
  readonly locale: 'fr' | 'en';
  readonly message: NotificationMessage;
}

/** Tells people things outside the product. Never called inside a transaction. */
export abstract class Notifier {
  /** @throws Unavailable when the message was not taken over for delivery */
  abstract send(notification: Notification): Promise<void>;
}
