import { randomUUID } from 'node:crypto';
import type { Route } from '../../src/http/server/index.js';
import { Product } from '../product/product.js';
import { ACCESS_RULES, type AccessRule, type Verdict } from './access-rules.js';
import { openWorld, PEOPLE, type Person, type World } from './world.js';

const product = await Product.start({ persistence: 'memory' });
let world: World;

beforeAll(async () => {
  world = await openWorld(product);
}, 60_000);
afterAll(() => product.stop());

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** The thing in the path is there, so that whoever is told it is not there is told so because of who they are. */
function addressOf(path: string): string {
  let word = '';
  const segments = path.split('/').map((segment) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) return (word = segment);
    const id = world.ids[name === 'id' ? word : name];
    if (id === undefined) throw new Error(`Nothing stands for ${name} in ${path}.`);
    return id;
  });
  return segments.join('/');
}

async function knock(
  person: Person,
  { method, path, ifMatch }: Route,
  { body }: AccessRule,
): Promise<Verdict> {
  const isBytes = body instanceof Uint8Array;
  const { status } = await world.people[person].request(
    method,
    addressOf(path),
    isBytes ? body : body ? JSON.stringify(body) : null,
    {
      ...(body ? { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' } : {}),
      ...(ifMatch ? { 'if-match': '"1"' } : {}),
      'idempotency-key': randomUUID(),
    },
  );
  if (status >= 500) throw new Error(`${person} got ${status}.`);
  return status === 401 || status === 403 || status === 404 ? status : 'in';
}

it('has a rule for every route, and none for others', () => {
  expect(Object.keys(ACCESS_RULES).toSorted()).toEqual(product.routes.map(nameOf).toSorted());
});

/** What was deleted is there for nobody. */
const deletingLast = product.routes.toSorted(
  (left, right) => Number(left.method === 'DELETE') - Number(right.method === 'DELETE'),
);

it.each(deletingLast.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
  const rule = ACCESS_RULES[name];
  if (!rule) throw new Error(`Who is ${name} for?`);
  // Those who are refused come first, since they leave everything as it was.
  const refusedFirst = PEOPLE.toSorted(
    (left, right) => Number(rule.verdictFor(left) === 'in') - Number(rule.verdictFor(right) === 'in'),
  );
  const verdicts: [Person, Verdict][] = [];
  for (const person of refusedFirst) verdicts.push([person, await knock(person, route, rule)]);
  expect(verdicts).toEqual(
    refusedFirst.map((person) => {
      const verdict = rule.verdictFor(person);
      return [person, verdict === 'in' && rule.isAbsent ? 404 : verdict];
    }),
  );
});
