import type { Lifecycle } from '../server/connection/graceful-close.js';
import { anonymous } from '../server/route/access.js';
import { ok, type Answer } from '../server/route/answer.js';
import { route, type Route } from '../server/route/route.js';
import { LivenessView, ReadinessView, type PoolView } from './health-views.js';
import { Readiness, type HealthCheck } from './readiness.js';

export function healthRoutes(
  checks: readonly HealthCheck[],
  lifecycle: Lifecycle,
  pools: () => readonly PoolView[] = () => [],
): readonly Route[] {
  const readiness = new Readiness(checks);
  return [
    route({
      method: 'GET',
      path: '/health/live',
      unversioned: true,
      summary: 'Whether the process answers. Asks no database: restarting does not mend one.',
      tag: 'Health',
      access: anonymous,
      answers: { 200: LivenessView },
      handle: async () => ok({ status: 'ok' }),
    }),
    route({
      method: 'GET',
      path: '/health/ready',
      unversioned: true,
      summary: 'Whether to send requests here.',
      tag: 'Health',
      access: anonymous,
      answers: { 200: ReadinessView, 503: ReadinessView },
      async handle() {
        if (lifecycle.closing) return notReady({ status: 'closing', checks: [], pools: pools() });
        const results = await readiness.results();
        const healthy = results.every((check) => check.ok);
        const found = { checks: results, pools: pools() };
        return healthy ? ok({ status: 'ok', ...found }) : notReady({ status: 'failing', ...found });
      },
    }),
  ];
}

function notReady(body: ReadinessView): Answer<503, ReadinessView> {
  return { status: 503, headers: { 'retry-after': '1' }, body };
}
