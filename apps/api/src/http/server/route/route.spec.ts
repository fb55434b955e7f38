import { IsInt } from 'class-validator';
import type { Actor } from '@2krika/domain';
import { anonymous, signedIn } from './access.js';
import { created, noContent, ok } from './answer.js';
import { route, type IncomingRequest } from './route.js';

class CountView {
  @IsInt()
  count!: number;
}

const described = { method: 'GET', path: '/counts', summary: 'Count.', tag: 'Test' } as const;
const actor: Actor = { userId: 'aline', permissions: new Set() };
const request: IncomingRequest = {
  actor,
  ...{ params: {}, query: {}, body: undefined },
  header: () => undefined,
  digest: (text) => text,
};

it('lives below /v1 unless it says otherwise', () => {
  const plain = {
    ...described,
    access: anonymous,
    answers: { 204: 'empty' },
    handle: async () => noContent(),
  } as const;
  expect(route(plain).path).toBe('/v1/counts');
  expect(route({ ...plain, unversioned: true }).path).toBe('/counts');
});

it('hands the actor to whoever asks for one, and to nobody else', async () => {
  const seen: unknown[] = [];
  const [open, guarded] = [
    route({
      ...described,
      access: anonymous,
      answers: { 204: 'empty' },
      async handle({ actor: caller }) {
        seen.push(caller satisfies undefined);
        return noContent();
      },
    }),
    route({
      ...described,
      access: signedIn,
      answers: { 204: 'empty' },
      async handle({ actor: caller }) {
        seen.push(caller satisfies Actor);
        return noContent();
      },
    }),
  ];
  for (const each of [open, guarded]) await (await each.prepare(request))();
  expect(seen).toEqual([undefined, actor]);
  await expect(guarded.prepare({ ...request, actor: undefined })).rejects.toThrow('Sign in');
});

it('does nothing before its input was checked', async () => {
  let handled = 0;
  const counting = route({
    ...described,
    access: anonymous,
    answers: { 204: 'empty' },
    async handle() {
      handled += 1;
      return noContent();
    },
  });
  await expect(counting.prepare({ ...request, query: { x: '1' } })).rejects.toMatchObject({ status: 422 });
  const work = await counting.prepare(request);
  expect(handled).toBe(0);
  await work();
  expect(handled).toBe(1);
});

it('compiles only with answers it documents', () => {
  const access = anonymous;
  const routes = [
    route({ ...described, access, answers: { 200: CountView }, handle: async () => ok({ count: 1 }) }),
    route({
      ...described,
      access,
      answers: { 200: CountView },
      // @ts-expect-error another status
      handle: async () => created('/v1/counts/1', { count: 1 }),
    }),
    route({
      ...described,
      access,
      answers: { 200: CountView },
      // @ts-expect-error another body
      handle: async () => ok({ count: '1' }),
    }),
    // @ts-expect-error no rule of access
    route({ ...described, answers: { 200: CountView }, handle: async () => ok({ count: 1 }) }),
  ];
  expect(routes).toHaveLength(4);
});

it('numbers the requests of those who are signed in, and of nobody else', () => {
  const plain = { ...described, method: 'POST', answers: { 204: 'empty' }, idempotent: true } as const;
  expect(route({ ...plain, access: signedIn, handle: async () => noContent() }).idempotent).toBe(true);
  // @ts-expect-error -- the keys of strangers would meet
  route({ ...plain, access: anonymous, handle: async () => noContent() });
});
