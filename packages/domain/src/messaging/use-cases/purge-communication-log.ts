import { after, type Clock } from '../../kernel/index.js';
import { COMMUNICATION_LIFETIME } from '../model/communication-entry.js';
import type { CommunicationLog } from '../ports/communication-log.js';

const BATCH = 500;

/** Forgets who communicated when, once nobody may need it any more. */
export class PurgeCommunicationLog {
  constructor(
    private readonly log: CommunicationLog,
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many entries it removed. @throws Unavailable */
  execute(): Promise<number> {
    return this.log.purge(after(this.clock.now(), -COMMUNICATION_LIFETIME), BATCH);
  }
}
