import { HOUR, MINUTE, SECOND } from '@2krika/domain';

/** Of connections on which nobody waits for an answer, and some questions are about everything there is. */
export const PATIENT = {
  query: HOUR,
  statement: HOUR,
  lock: MINUTE,
  idleInTransaction: 5 * MINUTE,
  connect: 5 * SECOND,
};
