import { randomUUID } from 'node:crypto';
import type { Route } from '../../src/http/server/index.js';
import type { AccessRule } from './access-rules.js';
import type { Person, World } from './world.js';

export const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** The thing in the path is there, so that whoever is told it is not there is told so because of who they are. */
export function addressOf(path: string, { ids }: World): string {
  let word = '';
  const segments = path.split('/').map((segment) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) return (word = segment);
    const id = ids[name === 'id' ? word : name];
    if (id === undefined) throw new Error(`Nothing stands for ${name} in ${path}.`);
    return id;
  });
  return segments.join('/');
}

/** Asks what the rule says a route is asked with. @throws Error for a fault of ours */
export async function knock(
  world: World,
  person: Person,
  { method, path, ifMatch }: Route,
  { body }: AccessRule,
): Promise<number> {
  const isBytes = body instanceof Uint8Array;
  const { status } = await world.people[person].request(
    method,
    addressOf(path, world),
    isBytes ? body : body ? JSON.stringify(body) : null,
    {
      ...(body ? { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' } : {}),
      ...(ifMatch ? { 'if-match': '"1"' } : {}),
      'idempotency-key': randomUUID(),
    },
  );
  if (status >= 500) throw new Error(`${person} got ${status}.`);
  return status;
}
