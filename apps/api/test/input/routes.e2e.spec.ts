import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { OneOf, type Route } from '../../src/http/server/index.js';
import { schemaOf } from '../../src/http/server/openapi/schema-of.js';
import { takesCursor } from '../../src/http/server/route/route.js';
import { allowedMethods } from '../../src/http/server/route/route-table.js';
import { describeRoutes } from '../http/routes.contract.js';
import { Product } from '../product/product.js';

/** Those that are not read in stretches; ADR 0013 says why of each. */
const WHOLE_LISTS: readonly string[] = [
  'GET /v1/admin/backups',
  'GET /v1/admin/ledger/trial-balance',
  'GET /v1/categories',
  'GET /v1/chats/{id}/messages',
  'GET /v1/me/accounts',
];

const product = await Product.start({ persistence: 'memory' });

afterAll(() => product.stop());

describeRoutes(product.routes);

describe('/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const document = await product.visitor().get<Record<string, unknown>>('/openapi.json');
    expect(document).toMatchObject({ openapi: '3.1.0' });
    expect(await new Validator().validate(document)).toEqual({ valid: true });
  });

  it('has every route of the product', async () => {
    const { paths } = await product.visitor().get<{ paths: Record<string, object> }>('/openapi.json');
    for (const { path, method } of product.routes) expect(paths[path]).toHaveProperty(method.toLowerCase());
  });

  it('names only refusals there are', () => {
    const known = domainCodes();
    expect(known.size).toBeGreaterThan(50);
    const told = product.routes.flatMap(({ refusals }) => refusals);
    expect(told.filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('a list of the product', () => {
  it('is read by page and by cursor, unless it is one of the few that are whole', () => {
    const lists = product.routes.filter(({ answers }) =>
      Object.values(answers).some(
        (answer) => answer instanceof OneOf || (typeof answer === 'function' && hasResults(answer)),
      ),
    );
    const whole = lists.filter(
      ({ answers, query }) => !(answers[200] instanceof OneOf && takesCursor(query)),
    );
    expect(lists.length).toBeGreaterThan(whole.length);
    expect(whole.map(nameOf).toSorted()).toEqual(WHOLE_LISTS);
  });
});

describe('an address of the product', () => {
  it.each([...allowedMethods(product.routes)])(
    '%s takes what it says and nothing else',
    async (path, methods) => {
      const address = path.replaceAll(/\{\w+\}/g, '019b0000-0000-7000-8000-000000000000');
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
        (each) => !methods.includes(each),
      )) {
        const { status, headers, body } = await product.visitor().call(method, address);
        expect([method, status, headers.get('allow')]).toEqual([method, 405, methods.join(', ')]);
        expect(body.code).toBe('method_not_allowed');
      }
    },
  );

  it('that nothing lives at answers 404', async () => {
    for (const path of ['/v1/nothing', '/v2/orders', '/V1/orders', '/v1']) {
      const answer = await product.visitor().call('GET', path);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});

function hasResults(view: Parameters<typeof schemaOf>[0]): boolean {
  return 'results' in schemaOf(view).properties;
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** A code is a member of an instance, so the classes do not tell it without being made. */
function domainCodes(): ReadonlySet<string> {
  const folder = fileURLToPath(new URL('../../../../packages/domain/src', import.meta.url));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  return new Set(
    sources.flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/readonly code = '([a-z_.]+)'/g)].map(
        ([, code]) => String(code),
      ),
    ),
  );
}
