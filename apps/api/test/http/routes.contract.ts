import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Route } from '../../src/http/server/index.js';
import { openApiDocument } from '../../src/http/server/openapi/document.js';
import { schemaOf } from '../../src/http/server/openapi/schema-of.js';
import { takesCursor } from '../../src/http/server/route/route.js';
import { pathParameters } from '../../src/http/server/route/route-table.js';

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** What holds for every route, whatever it does. */
export function describeRoutes(routes: readonly Route[]): void {
  const document = openApiDocument(routes, '1');

  describe('the table of routes', () => {
    it('has each operation once', () => {
      const names = routes.map(nameOf);
      expect([...new Set(names)]).toEqual(names);
    });

    it('is the document', () => {
      const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(documented.sort()).toEqual(routes.map(nameOf).sort());
    });

    it('gives each operation an id of its own', () => {
      const ids = Object.values(document.paths).flatMap((operations) =>
        Object.values(operations).map(({ operationId }) => operationId),
      );
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('has schemas that are JSON Schema 2020-12 and close every object but a problem', () => {
      const ajv = new Ajv2020({ strict: true, strictRequired: true, validateSchema: true });
      addFormats.default(ajv);
      ajv.addVocabulary(['components']);
      ajv.addSchema({ $id: 'document', components: document.components });
      const { Problem, ...schemas } = document.components.schemas;
      for (const name of ['Problem', ...Object.keys(schemas)]) {
        expect(() => ajv.compile({ $ref: `document#/components/schemas/${name}` })).not.toThrow();
      }
      expect(Problem).toMatchObject({ type: 'object' });
      for (const schema of Object.values(schemas)) {
        expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
      }
    });
  });

  describe.each(routes.map((route): [string, Route] => [nameOf(route), route]))('%s', (_, route) => {
    const operation = document.paths[route.path]?.[route.method.toLowerCase()];

    it('says what it does, and who may call it', () => {
      const { kind, permission } = route.access;
      expect(route.summary).toMatch(/^[A-Z].*\.$/);
      expect(route.tag).not.toBe('');
      expect(['anonymous', 'signed_in', 'staff', 'provider']).toContain(kind);
      expect(permission !== undefined).toBe(kind === 'staff');
    });

    it('keeps the bytes a provider signed', () => {
      const keepsBytes = typeof route.body === 'object' && route.body.kind === 'buffer';
      expect(keepsBytes || route.access.kind !== 'provider').toBe(true);
    });

    it('describes each parameter of its path', () => {
      const described = route.params ? Object.keys(schemaOf(route.params).properties) : [];
      expect(described.sort()).toEqual([...pathParameters(route.path)].sort());
    });

    it('has a schema for its body and each of its answers', () => {
      expect('requestBody' in Object(operation)).toBe(route.body !== undefined);
      const statuses = Object.keys(route.answers);
      expect(statuses.length).toBeGreaterThan(0);
      for (const status of statuses) {
        const schema = route.answers[Number(status)];
        const content = operation?.responses[status]?.content;
        expect(Object.keys(content ?? {})).toEqual(
          schema === 'empty' ? [] : schema === 'bytes' ? ['*/*'] : ['application/json'],
        );
      }
      expect(operation?.responses['default']?.content).toHaveProperty(['application/problem+json']);
    });

    it('hands out cursors only where it takes them, so that each is signed for its list', () => {
      const handsOut = JSON.stringify(operation?.responses).includes('CursorPage"');
      expect(handsOut).toBe(takesCursor(route.query));
    });

    it('numbers, compares and takes a body only where something changes', () => {
      const changes = route.method !== 'GET';
      expect(changes || !(route.idempotent || route.ifMatch || route.body)).toBe(true);
      // The digest of a numbered request is over its JSON.
      expect(route.idempotent && typeof route.body === 'object').toBe(false);
    });
  });
}
