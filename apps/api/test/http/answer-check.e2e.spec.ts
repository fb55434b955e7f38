import { IsInt } from 'class-validator';
import { anonymous, ok, route, type Answer, type Route } from '../../src/http/server/index.js';
import { startServer } from './running-server.js';

class CountView {
  @IsInt()
  count!: number;
}

function answering(answer: () => Answer<200, CountView>): Route {
  return route({
    method: 'GET',
    path: '/counts/{id}',
    summary: 'Count.',
    tag: 'Test',
    access: anonymous,
    answers: { 200: CountView },
    handle: async () => answer(),
  });
}

const extra = { count: 1, secret: 'x' };
const lying: CountView = JSON.parse('{"count":"1"}');

it.each<[string, () => Answer<200, CountView>, RegExp]>([
  ['a member too many', () => ok(extra), /must NOT have additional properties/],
  ['a member of another type', () => ok(lying), /count must be integer/],
  [
    'a status that is not documented',
    () => ({ ...ok({ count: 1 }), ...Object({ status: 203 }) }),
    /not documented/,
  ],
])('an answer with %s fails the test that got it', async (_, answer, fault) => {
  const running = await startServer([answering(answer)]);
  expect((await running.call('GET', '/v1/counts/1')).status).toBe(500);
  await expect(running.stop()).rejects.toThrow(fault);
});

it('an answer as documented passes', async () => {
  const running = await startServer([answering(() => ok({ count: 1 }))]);
  expect((await running.call('GET', '/v1/counts/1')).body).toEqual({ count: 1 });
  await running.stop();
});
