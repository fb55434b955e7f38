import { IsIn, IsInt, Min } from 'class-validator';
import {
  WORK_QUEUES,
  type DeadLetter,
  type ListDeadLetters,
  type ReplayDeadLetter,
  type WorkQueue,
} from '@2krika/domain';
import {
  Id,
  Instant,
  ListQuery,
  noContent,
  ok,
  PagesOf,
  route,
  staff,
  Text,
  type Route,
} from '../server/index.js';
import { slowQueryRoutes, type SlowQueryUseCases } from './slow-query-routes.js';

export interface OperationUseCases extends SlowQueryUseCases {
  readonly listDeadLetters: ListDeadLetters;
  readonly replayDeadLetter: ReplayDeadLetter;
}

class DeadLetterView {
  @IsIn(WORK_QUEUES)
  queue!: WorkQueue;

  /** Of the event, webhook, deadline, payment, refund, withdrawal or earning. */
  @Id()
  id!: string;

  @IsInt()
  @Min(0)
  attempts!: number;

  /** Why it failed the last time. */
  @Text({ max: 100_000 })
  error!: string;

  @Instant()
  deadAt!: string;
}

const DeadLetterPages = PagesOf(DeadLetterView);

class DeadLetterParams {
  @IsIn(WORK_QUEUES)
  queue!: WorkQueue;

  @Id()
  id!: string;
}

class ReplayBody {
  @Text({ max: 500 })
  reason!: string;
}

/** What keeps the platform running, for those who do. */
export function operationRoutes(useCases: OperationUseCases): readonly Route[] {
  const { listDeadLetters, replayDeadLetter } = useCases;
  return [
    ...slowQueryRoutes(useCases),
    route({
      method: 'GET',
      path: '/admin/dead-letters',
      summary: 'The work that failed too often and waits for a person, newest first.',
      tag: 'Operations',
      access: staff('ops:operate'),
      query: ListQuery,
      answers: { 200: DeadLetterPages },
      async handle({ actor, query }) {
        const letters = await listDeadLetters.execute({ actor, ...query });
        return ok({ ...letters, results: letters.results.map(toDeadLetterView) });
      },
    }),
    route({
      method: 'POST',
      path: '/admin/dead-letters/{queue}/{id}/replay',
      summary: 'Have a piece of work tried again as if it had never failed.',
      tag: 'Operations',
      access: staff('ops:operate'),
      params: DeadLetterParams,
      body: ReplayBody,
      answers: { 204: 'empty' },
      refusals: ['platform.dead_letter_not_found'],
      async handle({ actor, params, body }) {
        await replayDeadLetter.execute({
          actor,
          ...{ queue: params.queue, unitId: params.id },
          reason: body.reason,
        });
        return noContent();
      },
    }),
  ];
}

function toDeadLetterView({ queue, unitId, attempts, error, deadAt }: DeadLetter): DeadLetterView {
  return { queue, id: unitId, attempts, error, deadAt: deadAt.toISOString() };
}
