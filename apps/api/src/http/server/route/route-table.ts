import type { Route } from './route.js';

const PARAMETER = /\{([^}]+)\}/g;

/** The names in braces. */
export function pathParameters(path: string): readonly string[] {
  return [...path.matchAll(PARAMETER)].map(([, name]) => String(name));
}

/** The path as the router writes it: `/v1/orders/:id`. */
export function routerPath(path: string): string {
  return path.replaceAll(PARAMETER, ':$1');
}

/** The methods that can be used on each path, sorted, with those that every resource answers. */
export function allowedMethods(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    const methods = table.get(path) ?? new Set(['OPTIONS']);
    methods.add(method);
    if (method === 'GET') methods.add('HEAD');
    table.set(path, methods);
  }
  return new Map([...table].map(([path, methods]) => [path, [...methods].sort()]));
}
