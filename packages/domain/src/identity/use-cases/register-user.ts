import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Outbox } from '../../platform/index.js';
import { checkPassword } from '../model/password.js';
import { User, type Locale } from '../model/user.js';
import type { Hasher } from '../ports/hasher.js';
import type { UserRepository } from '../ports/user-repository.js';

export interface RegisterUserInput {
  readonly fullName: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly country: string;
  readonly locale: Locale;
}

/** Opens an account. It can be used once the address is verified with the token that is mailed. */
export class RegisterUser {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ users: UserRepository; outbox: Outbox }>,
    private readonly hasher: Hasher,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidEmail; InvalidUsername; WeakPassword; EmailTaken; UsernameTaken */
  async execute({ password, ...registration }: RegisterUserInput): Promise<User> {
    checkPassword(password);
    const passwordHash = await this.hasher.hash(password);
    const user = User.register({
      ...registration,
      id: this.ids.generate(),
      passwordHash,
      now: this.clock.now(),
    });
    const events = user.pullEvents();
    await this.unitOfWork.run(async ({ users, outbox }) => {
      await Promise.all([users.add(user), outbox.publish(events)]);
    });
    return user;
  }
}
