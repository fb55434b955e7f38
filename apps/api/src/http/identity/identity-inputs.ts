import { IsIn } from 'class-validator';
import { LOCALES, type Locale } from '@2krika/domain';
import { Country, Optional, Text } from '../server/index.js';

/** Longer than any token we give out. */
const TOKEN = { max: 512 };

export class RegistrationBody {
  @Text({ max: 100 })
  fullName!: string;

  @Text({ max: 30 })
  username!: string;

  @Text({ max: 255 })
  email!: string;

  /** 8 to 128 characters; the domain says so, with its own code. */
  @Text({ max: 1_000 })
  password!: string;

  @Country()
  country!: string;

  @Optional()
  @IsIn(LOCALES)
  locale?: Locale;
}

export class EmailVerificationBody {
  @Text(TOKEN)
  token!: string;
}

export class EmailBody {
  @Text({ max: 255 })
  email!: string;
}

export class LoginBody {
  /** Address or username. */
  @Text({ max: 255 })
  login!: string;

  @Text({ max: 1_000 })
  password!: string;
}

export class RefreshBody {
  @Text(TOKEN)
  refreshToken!: string;
}
