import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { IdentityId } from '../model/identity-record.js';
import { changeIdentity } from './change-identity.js';
import type { IdentityScope } from './store-identity.js';

/** Does to an identity what time does: a draft is abandoned, a claim ends, an approval expires. */
export class LapseIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Changes nothing before its time, nor again. @throws IdentityNotFound */
  async execute({ identityId }: { readonly identityId: IdentityId }): Promise<void> {
    await changeIdentity(this.unitOfWork, this.ids, this.clock, identityId, async (_, identity, now) =>
      identity.lapse(now),
    );
  }
}
