import { IsObject } from 'class-validator';
import type { DevelopmentClock, DevelopmentMailbox } from '@2krika/composition';
import { DAY } from '@2krika/domain';
import {
  anonymous,
  Instant,
  Integer,
  ListOf,
  ok,
  Optional,
  route,
  Text,
  type Route,
} from '../server/index.js';

export interface DevelopmentTools {
  readonly mailbox: DevelopmentMailbox;
  readonly clock: DevelopmentClock;
}

const NEWEST = 50;
const FARTHEST = 365 * DAY;

class MailboxQuery {
  /** Only mails to this address. */
  @Optional()
  @Text({ max: 255 })
  to?: string;
}

class MailView {
  @Text({ max: 255 })
  to!: string;

  @Instant()
  sentAt!: string;

  @Text({ max: 60 })
  template!: string;

  @Text({ max: 200 })
  subject!: string;

  @Text({ max: 10_000 })
  text!: string;

  @IsObject()
  params!: object;
}

class MailboxView {
  @ListOf(() => MailView)
  results!: readonly MailView[];
}

class ClockBody {
  /** Milliseconds. */
  @Integer({ min: 1, max: FARTHEST })
  advanceBy!: number;
}

class ClockView {
  @Instant()
  now!: string;
}

/** What helps to develop: mail that never leaves the machine, and time that passes when it is told to. */
export function developmentRoutes({ mailbox, clock }: DevelopmentTools): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/dev/mailbox',
      unversioned: true,
      summary: 'The newest mails, which never left this machine.',
      tag: 'Development',
      access: anonymous,
      query: MailboxQuery,
      answers: { 200: MailboxView },
      async handle({ query }) {
        const mails = await mailbox.list(NEWEST, query.to);
        return ok({ results: mails.map((mail) => ({ ...mail })) });
      },
    }),
    route({
      method: 'GET',
      path: '/dev/clock',
      unversioned: true,
      summary: 'What time it is for the business.',
      tag: 'Development',
      access: anonymous,
      answers: { 200: ClockView },
      handle: async () => ok({ now: clock.now().toISOString() }),
    }),
    route({
      method: 'POST',
      path: '/dev/clock',
      unversioned: true,
      summary: 'Let time pass. Answers when every process has noticed and every worker has looked again.',
      tag: 'Development',
      access: anonymous,
      body: ClockBody,
      answers: { 200: ClockView },
      handle: async ({ body }) => ok({ now: (await clock.advance(body.advanceBy)).toISOString() }),
    }),
  ];
}
