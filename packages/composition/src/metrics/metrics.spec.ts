import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';

describe('Metrics', () => {
  it('counts requests by their route and status, and how long they took', async () => {
    const metrics = new Metrics('api');
    const request = { method: 'GET', route: '/v1/orders/:id', status: 200 };
    metrics.request({ ...request, milliseconds: 40 });
    metrics.request({ ...request, milliseconds: 60 });
    const labels = 'app="api",method="GET",route="/v1/orders/:id",status="200"';
    const text = await metrics.text();
    expect(text).toContain(`http_request_duration_seconds_count{${labels}} 2`);
    expect(text).toContain(`http_request_duration_seconds_bucket{le="0.05",${labels}} 1`);
    expect(text).toContain(`http_request_duration_seconds_sum{${labels}} 0.1`);
  });

  it('counts statements by their store', async () => {
    const metrics = new Metrics('worker');
    metrics.statement('postgresql', 3);
    metrics.statement('mongodb', 2_000);
    const text = await metrics.text();
    expect(text).toContain('database_statement_duration_seconds_count{app="worker",store="postgresql"} 1');
    expect(text).toContain('database_statement_duration_seconds_sum{app="worker",store="mongodb"} 2');
  });

  it('tells how the pools are used when it is asked', async () => {
    const metrics = new Metrics('api');
    let inUse = 1;
    metrics.watch(() => ({ main: { max: 10, inUse, idle: 2, waiting: 3 } }));
    inUse = 7;
    const text = await metrics.text();
    expect(text).toContain('database_pool_connections{pool="main",state="in_use",app="api"} 7');
    expect(text).toContain('database_pool_connections{pool="main",state="idle",app="api"} 2');
    expect(text).toContain('database_pool_connections{pool="main",state="waiting",app="api"} 3');
    expect(text).toContain('database_pool_max_connections{pool="main",app="api"} 10');
  });

  it('tells of the process itself', async () => {
    expect(await new Metrics('api').text()).toMatch(/^process_resident_memory_bytes\{app="api"\} \d+/m);
  });
});

describe('MetricsServer', () => {
  let server: MetricsServer;

  beforeAll(async () => {
    server = await MetricsServer.listen({ host: '127.0.0.1', port: 0, metrics: new Metrics('api') });
  });
  afterAll(() => server.close());

  it('answers with the figures as Prometheus reads them', async () => {
    const answer = await fetch(server.url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await answer.text()).toMatch(/^# TYPE process_cpu_seconds_total counter$/m);
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/metrics/', 404],
    ['POST', '/metrics', 405],
  ])('answers %s %s with %d', async (method, path, status) => {
    expect((await fetch(new URL(path, server.url), { method })).status).toBe(status);
  });

  it('says when its address is taken', async () => {
    const port = Number(new URL(server.url).port);
    const second = MetricsServer.listen({ host: '127.0.0.1', port, metrics: new Metrics('worker') });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
