import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Outbox } from '../../platform/index.js';
import { normalizeEmail } from '../model/email.js';
import type { UserRepository } from '../ports/user-repository.js';

/** Asks for the verification mail again. */
export class RequestEmailVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ users: UserRepository; outbox: Outbox }>,
    private readonly clock: Clock,
  ) {}

  /** Ends the same way whether or not the address has an account, so that nobody learns which. @throws InvalidEmail */
  async execute({ email }: { readonly email: string }): Promise<void> {
    const login = normalizeEmail(email);
    await this.unitOfWork.run(async ({ users, outbox }) => {
      const user = await users.findByLogin(login);
      user?.requestVerification(this.clock.now());
      await outbox.publish(user?.pullEvents() ?? []);
    });
  }
}
