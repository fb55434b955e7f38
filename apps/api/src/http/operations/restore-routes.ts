import type { RestoreCategory, RestoreService, RestoreUser } from '@2krika/domain';
import { OwnServiceView, toOwnServiceView } from '../catalogue/catalogue-views.js';
import { Id, noContent, ok, route, staff, Text, type Route } from '../server/index.js';

export interface RestoreUseCases {
  readonly restoreUser: RestoreUser;
  readonly restoreService: RestoreService;
  readonly restoreCategory: RestoreCategory;
}

class RestoreParams {
  @Id()
  id!: string;
}

class RestoreBody {
  @Text({ max: 500 })
  reason!: string;
}

/** What was deleted, brought back by staff. What was not deleted stays as it is, with the same answer. */
export function restoreRoutes({
  restoreUser,
  restoreService,
  restoreCategory,
}: RestoreUseCases): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/admin/users/{id}/restore',
      summary: 'Bring a deleted user back.',
      tag: 'Operations',
      access: staff('records:restore'),
      params: RestoreParams,
      body: RestoreBody,
      answers: { 204: 'empty' },
      refusals: ['identity.email_taken', 'identity.username_taken', 'identity.phone_taken'],
      async handle({ actor, params, body }) {
        await restoreUser.execute({ actor, userId: params.id, reason: body.reason });
        return noContent();
      },
    }),
    route({
      method: 'POST',
      path: '/admin/services/{id}/restore',
      summary: 'Bring an archived service back, paused.',
      tag: 'Operations',
      access: staff('records:restore'),
      params: RestoreParams,
      body: RestoreBody,
      answers: { 200: OwnServiceView },
      refusals: ['service.event_refused', 'service.slug_taken'],
      async handle({ actor, params, body }) {
        const service = await restoreService.execute({ actor, serviceId: params.id, reason: body.reason });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
    route({
      method: 'POST',
      path: '/admin/categories/{id}/restore',
      summary: 'Bring a deleted category back.',
      tag: 'Operations',
      access: staff('records:restore'),
      params: RestoreParams,
      body: RestoreBody,
      answers: { 204: 'empty' },
      refusals: ['category.parent_deleted', 'category.slug_taken'],
      async handle({ actor, params, body }) {
        await restoreCategory.execute({ actor, categoryId: params.id, reason: body.reason });
        return noContent();
      },
    }),
  ];
}
