import type { ListBackups, ListJobRuns } from '@2krika/domain';
import { ListQuery, ok, route, staff, type Route } from '../server/index.js';
import { BackupsView, JobRunPages, toBackupView, toJobRunView } from './calendar-views.js';

export interface CalendarUseCases {
  readonly listJobRuns: ListJobRuns;
  readonly listBackups: ListBackups;
}

/** What is done by the calendar. */
export function calendarRoutes({ listJobRuns, listBackups }: CalendarUseCases): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/admin/job-runs',
      summary: 'The runs of the jobs that work by the calendar, and what came of them, newest first.',
      tag: 'Operations',
      access: staff('ops:operate'),
      query: ListQuery,
      answers: { 200: JobRunPages },
      async handle({ actor, query }) {
        const runs = await listJobRuns.execute({ actor, ...query });
        return ok({ ...runs, results: runs.results.map(toJobRunView) });
      },
    }),
    route({
      method: 'GET',
      path: '/admin/backups',
      summary: 'The backups that are kept, newest first.',
      tag: 'Operations',
      access: staff('ops:operate'),
      answers: { 200: BackupsView },
      async handle({ actor }) {
        return ok({ results: (await listBackups.execute({ actor })).map(toBackupView) });
      },
    }),
  ];
}
