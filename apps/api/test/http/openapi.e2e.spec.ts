import { IsInt } from 'class-validator';
import { anonymous, Id, ok, route } from '../../src/http/server/index.js';
import { openApiDocument } from '../../src/http/server/openapi/document.js';
import { parcelRoutes, parcelWorld } from './parcel-routes.js';
import { describeRoutes } from './routes.contract.js';
import { startServer, type RunningServer } from './running-server.js';

const routes = parcelRoutes(parcelWorld());

describeRoutes(routes);

describe('the document', () => {
  const document = openApiDocument(routes, '1');

  it('says what a body takes, as the validation has it', () => {
    expect(document.components['schemas']).toMatchObject({
      SendParcelBody: {
        type: 'object',
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 50 },
          price: { type: 'integer', minimum: 0, maximum: 9_007_199_254_740_991 },
          to: { $ref: '#/components/schemas/AddressInput' },
          items: { type: 'array', maxItems: 2, items: { $ref: '#/components/schemas/ItemInput' } },
          sendAt: { type: 'string', format: 'date-time' },
        },
        required: ['title', 'price', 'to', 'items'],
        additionalProperties: false,
      },
      ParcelView: {
        properties: {
          carrier: { anyOf: [{ type: 'string', minLength: 1, maxLength: 20 }, { type: 'null' }] },
        },
        required: expect.arrayContaining(['carrier']),
      },
      ParcelViewPage: { required: ['results', 'count', 'page', 'limit', 'totalPages'] },
    });
  });

  it('says who may call, with which headers, and what is refused', () => {
    expect(document.paths['/v1/parcels']?.['post']).toMatchObject({
      security: [{ accessToken: [] }],
      parameters: [{ name: 'Idempotency-Key', in: 'header', required: true }],
      responses: {
        201: { headers: { 'Idempotent-Replayed': {} } },
        default: { description: 'Refused: `parcel.too_heavy`.' },
      },
    });
    expect(document.paths['/v1/parcels']?.['get']).toMatchObject({
      security: [],
      parameters: expect.arrayContaining([
        {
          name: 'limit',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 1, maximum: 100 },
        },
      ]),
    });
    const statuses = (path: string, method: string) =>
      Object.keys(document.paths[path]?.[method]?.responses ?? {});
    expect(statuses('/v1/parcels/{id}', 'delete')).toEqual(['204', '401', '403', '404', 'default']);
    expect(statuses('/v1/parcels/{id}', 'patch')).toEqual(expect.arrayContaining(['412', '428', '422']));
  });

  it('refuses two classes of one name that differ', () => {
    const named = (name: string, decorate: PropertyDecorator) => {
      class View {
        id!: string;
      }
      decorate(View.prototype, 'id');
      Object.defineProperty(View, 'name', { value: name });
      return View;
    };
    const reading = (path: string, view: ReturnType<typeof named>) =>
      route({
        method: 'GET',
        path,
        summary: 'Read.',
        tag: 'Test',
        access: anonymous,
        answers: { 200: view },
        handle: async () => ok({ id: '1' }),
      });
    const clash = [reading('/a', named('Twin', Id())), reading('/b', named('Twin', IsInt()))];
    expect(() => openApiDocument(clash, '1')).toThrow('Two DTO classes are called Twin.');
    const same = [reading('/a', named('Same', Id())), reading('/b', named('Same', Id()))];
    expect(() => openApiDocument(same, '1')).not.toThrow();
  });
});

describe('the server', () => {
  let running: RunningServer;

  beforeAll(async () => {
    running = await startServer(routes);
  });
  afterAll(() => running.stop());

  it('serves the document of its routes and its health', async () => {
    const { status, body } = await running.call('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    expect(Object.keys(Object(body['paths']))).toEqual(
      expect.arrayContaining(['/v1/parcels/{id}', '/health/ready']),
    );
  });

  it('serves a page to try it on, all of whose files it has', async () => {
    const { text, headers } = await running.call('GET', '/docs');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => String(file));
    expect(files).toHaveLength(4);
    for (const file of files) {
      const answer = await running.call('GET', file);
      expect([file, answer.status]).toEqual([file, 200]);
      expect(answer.text.length).toBeGreaterThan(0);
    }
    expect(text).not.toMatch(/https?:|<script>|style=/);
  });

  it('serves no other file of the page', async () => {
    expect((await running.call('GET', '/docs/package.json')).status).toBe(404);
    expect((await running.call('GET', '/docs/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('keeps both to itself when told so', async () => {
    const closed = await startServer(routes, { documentation: false });
    expect((await closed.call('GET', '/openapi.json')).status).toBe(404);
    expect((await closed.call('GET', '/docs')).status).toBe(404);
    await closed.stop();
  });
});
