import type { Notification } from '@2krika/domain';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

type Locale = Notification['locale'];

/** The words of each template. Plain text: every phone shows it, and nothing in it can run. */
const TEMPLATES: Readonly<Record<Locale, (message: Notification['message']) => MailText>> = {
  fr: ({ template, params }) => {
    switch (template) {
      case 'verify_email':
        return {
          subject: 'Confirmez votre adresse e-mail',
          text: `Bonjour ${params.fullName},\n\nBienvenue sur 2KRIKA. Voici votre code de confirmation, valable 24 heures :\n\n${params.token}\n\nSi vous n'avez pas créé de compte, ignorez ce message.\n`,
        };
    }
  },
  en: ({ template, params }) => {
    switch (template) {
      case 'verify_email':
        return {
          subject: 'Confirm your e-mail address',
          text: `Hello ${params.fullName},\n\nWelcome to 2KRIKA. This is your confirmation code, good for 24 hours:\n\n${params.token}\n\nIf you did not create an account, ignore this message.\n`,
        };
    }
  },
};

export function mailText({ locale, message }: Notification): MailText {
  return TEMPLATES[locale](message);
}
