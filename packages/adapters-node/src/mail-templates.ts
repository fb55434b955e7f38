import type { Notification } from '@2krika/domain';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

type Locale = Notification['locale'];
type Message = Notification['message'];

/** The words of each template. Plain text: every phone shows it, and nothing in it can run. */
const TEMPLATES: Readonly<
  Record<Locale, Readonly<Record<Message['template'], (params: Message['params']) => MailText>>>
> = {
  fr: {
    verify_email: ({ fullName, token }) => ({
      subject: 'Confirmez votre adresse e-mail',
      text: `Bonjour ${fullName},\n\nBienvenue sur 2KRIKA. Voici votre code de confirmation, valable 24 heures :\n\n${token}\n\nSi vous n'avez pas créé de compte, ignorez ce message.\n`,
    }),
  },
  en: {
    verify_email: ({ fullName, token }) => ({
      subject: 'Confirm your e-mail address',
      text: `Hello ${fullName},\n\nWelcome to 2KRIKA. This is your confirmation code, good for 24 hours:\n\n${token}\n\nIf you did not create an account, ignore this message.\n`,
    }),
  },
};

export function mailText({ locale, message }: Notification): MailText {
  return TEMPLATES[locale][message.template](message.params);
}
