import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string; readonly target: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: { readonly replicas: number };
  readonly healthcheck?: object;
  readonly ports?: readonly string[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: {
    readonly checks: {
      readonly strategy: { readonly matrix: Readonly<Record<'node' | 'postgres', readonly number[]>> };
      readonly services: Readonly<Record<string, { readonly image: string }>>;
    };
  };
}

const ROOT = new URL('../../', import.meta.url);
const textOf = (path: string) => readFile(new URL(path, ROOT), 'utf8');

const composeOf = async (): Promise<{ services: Readonly<Record<string, Service>> }> =>
  parse(await textOf('docker/compose.yaml'), { merge: true });
const workflowOf = async (): Promise<Workflow> => parse(await textOf('.github/workflows/ci.yml'));

/** The stages of the Dockerfile by name, each with its text up to the next `FROM`. */
async function stagesOf(): Promise<ReadonlyMap<string, string>> {
  const parts = (await textOf('docker/Dockerfile')).split(/^FROM \S+ AS /m).slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]));
}

/** A module and all those of the repository it leads to, by their paths. */
async function modulesOf(path: string, found: string[] = []): Promise<readonly string[]> {
  if (found.includes(path)) return found;
  found.push(path);
  const imports = /^(?:import|\}).* from '(\.[^']+)'|await import\('(\.[^']+)'\)/gm;
  for (const [, atOnce, later] of (await textOf(path)).matchAll(imports)) {
    await modulesOf(posix.join(posix.dirname(path), atOnce ?? later ?? ''), found);
  }
  return found;
}

/** The names a source file gives to the readers of variables. */
async function variablesReadIn(path: string): Promise<readonly string[]> {
  const source = await textOf(path);
  return [
    ...source.matchAll(
      /\b(?:read\.\w+|text|whole|hourOf)\([^)]*?'([A-Z][A-Z0-9_]+)'(?:\s*:\s*'([A-Z][A-Z0-9_]+)')?/g,
    ),
  ].flatMap(([, name, otherwise]) => [name ?? '', ...(otherwise === undefined ? [] : [otherwise])]);
}

describe('compose.yaml', () => {
  it('follows the Compose specification', async () => {
    const schema = JSON.parse(await textOf('tooling/architecture/compose-spec.schema.json'));
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    validate(await composeOf());
    expect(validate.errors).toBeNull();
  });

  it('runs every process the system is made of, two of each that shares work', async () => {
    const { services } = await composeOf();
    const replicas = Object.entries(services).map(([name, { deploy }]) => [name, deploy?.replicas ?? 1]);
    expect(Object.fromEntries(replicas)).toEqual({
      postgres: 1,
      mongo: 1,
      migrate: 1,
      'sandbox-provider': 1,
      api: 2,
      worker: 2,
    });
  });

  it('waits for services that say when they are ready', async () => {
    const { services } = await composeOf();
    const stages = await stagesOf();
    for (const { depends_on: needs = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(needs)) {
        const needed = services[name];
        const isChecked =
          needed?.healthcheck !== undefined ||
          /^HEALTHCHECK --/m.test(stages.get(needed?.build?.target ?? '') ?? '');
        expect([name, condition]).toEqual([
          name,
          isChecked ? 'service_healthy' : 'service_completed_successfully',
        ]);
      }
    }
  });

  it('holds no secret and starts with none missing', async () => {
    const { services } = await composeOf();
    const secrets = Object.values(services)
      .flatMap(({ environment = {} }) => Object.entries(environment))
      .filter(([name]) => /PASSWORD|SECRET|KEY|DATABASE_URL/.test(name));
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, value] of secrets) expect(value).toMatch(/^(\w+:\/\/krika:)?\$\{[A-Z_]+:\?[^}]+\}(@.+)?$/);
  });

  it('is reachable from this machine only', async () => {
    const { services } = await composeOf();
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  it('gives the worker the programs that dump the server of compose.yaml', async () => {
    const worker = (await stagesOf()).get('worker') ?? '';
    const client = /postgresql-client-(\d+)/.exec(worker)?.[1];
    const { services } = await composeOf();
    expect(services['postgres']?.image).toBe(`postgres:${String(client)}`);
  });

  it('has a stage for every service that is built', async () => {
    const { services } = await composeOf();
    const targets = Object.values(services).flatMap(({ build }) => (build ? [build.target] : []));
    const stages = await stagesOf();
    expect(targets.filter((target) => !stages.has(target))).toEqual([]);
    expect(targets).toHaveLength(4);
  });

  it('makes images that do not run as root', async () => {
    const stages = await stagesOf();
    expect(stages.get('runtime')).toMatch(/^USER 1000:1000$/m);
    const text = await textOf('docker/Dockerfile');
    for (const name of ['api', 'worker', 'sandbox-provider', 'migrate']) {
      expect(text).toMatch(new RegExp(`^FROM runtime AS ${name}$`, 'm'));
      const users = [...(stages.get(name) ?? '').matchAll(/^USER (.*)$/gm)].map(([, user]) => user);
      expect(users.at(-1) ?? '1000:1000').toBe('1000:1000');
    }
  });

  it('starts files that the build writes or the repository has', async () => {
    const apps = await readdir(new URL('apps/', ROOT));
    const stages = await stagesOf();
    for (const app of apps) expect(stages.get(app)).toContain(`--from=build /deployed/${app} `);
    const [, command] = /^CMD \["node", "(tooling\/[^"]+)"/m.exec(stages.get('migrate') ?? '') ?? [];
    const copied = [...(stages.get('migrate') ?? '').matchAll(/^COPY (tooling\/\S+) \.\/\1$/gm)].map(
      ([, path]) => path,
    );
    const modules = await modulesOf(command ?? '');
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.filter((path) => !copied.includes(posix.dirname(path)))).toEqual([]);
  });
});

describe('ci.yml', () => {
  it('reads the repository and nothing else', async () => {
    expect((await workflowOf()).permissions).toEqual({ contents: 'read' });
  });

  it('tests the oldest version of Node that is allowed and the one that is deployed', async () => {
    const { engines }: { engines: { node: string } } = JSON.parse(await textOf('package.json'));
    const [, oldest] = /^>=(\d+)/.exec(engines.node) ?? [];
    const [, deployed] = /^ARG NODE_VERSION=(\d+)$/m.exec(await textOf('docker/Dockerfile')) ?? [];
    const { node } = (await workflowOf()).jobs.checks.strategy.matrix;
    expect(node).toContain(Number(oldest));
    expect(node).toContain(Number(deployed));
  });

  it('tests the versions of the databases that are deployed', async () => {
    const { services } = await composeOf();
    const { strategy, services: tested } = (await workflowOf()).jobs.checks;
    expect(strategy.matrix.postgres.map((version) => `postgres:${version}`)).toContain(
      services['postgres']?.image,
    );
    expect(tested['mongo']?.image).toBe(services['mongo']?.image);
  });
});

describe('.env.example', () => {
  it('names every variable the processes read, and no other', async () => {
    const read = [
      ...(await variablesReadIn('packages/composition/src/config.ts')),
      ...(await variablesReadIn('packages/composition/src/backup/nightly-backup-config.ts')),
      ...(await variablesReadIn('apps/sandbox-provider/src/config.ts')),
    ];
    const named = [...(await textOf('.env.example')).matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(named.sort()).toEqual([...new Set(read)].sort());
  });
});
