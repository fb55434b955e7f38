import { join } from 'node:path';
import { throwAwayFolder } from './data-folder.js';
import type { DataFolder } from './data-folder.js';
import { runningServer, ServerProcess } from './server-process.js';
import type { ServerSpec } from './server-process.js';

let folder: DataFolder;
let server: ServerProcess | undefined;

beforeEach(() => {
  folder = throwAwayFolder();
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  folder.release();
});

/** A server made of one line of JavaScript. */
function serverOf(script: (port: number) => string, changes: Partial<ServerSpec> = {}): ServerProcess {
  const data = join(folder.path, 'data');
  server = new ServerProcess({
    name: 'Tiny',
    folder: data,
    preferredPort: 0,
    launch: (port) => ({ file: process.execPath, args: ['-e', script(port), data] }),
    ready: /^ready$/,
    stopSignal: 'SIGTERM',
    abortSignal: 'SIGKILL',
    ...changes,
  });
  return server;
}

const runs = "setInterval(() => {}, 1000); console.log('ready');";

describe('a server process', () => {
  it('that ends instead of starting is quoted with its last words', async () => {
    const failing = serverOf(() => "console.error('disk full'); process.exit(3)");

    await expect(failing.start()).rejects.toThrow('Tiny did not start (exit code 3): disk full');
    expect(failing.isRunning).toBe(false);
  });

  it('that cannot be executed is reported', async () => {
    const absent = serverOf(() => '', { launch: () => ({ file: join(folder.path, 'absent'), args: [] }) });

    await expect(absent.start()).rejects.toThrow(/^Tiny did not start \(spawn .* ENOENT\)/);
  });

  it('that loses its port to another process takes another one', async () => {
    const ports: number[] = [];
    const late = serverOf((port) => {
      ports.push(port);
      return ports.length === 1 ? "console.error('bind: Address already in use'); process.exit(1)" : runs;
    });

    await late.start();

    expect(ports).toHaveLength(2);
    expect(late.port).toBe(ports[1]);
  });

  it('that does not end in order is ended at once', async () => {
    const deaf = serverOf(() => `process.on('SIGTERM', () => {}); ${runs}`);
    await deaf.start();

    await deaf.stop();

    expect(deaf.isRunning).toBe(false);
  });

  it('is known to others by its data folder while it runs, and no longer', async () => {
    const tiny = serverOf(() => runs);
    await tiny.start();
    expect(runningServer(tiny.spec.folder)).toMatchObject({ port: tiny.port });

    await tiny.kill();

    expect(runningServer(tiny.spec.folder)).toBeNull();
  });

  it('refuses a second start while it runs', async () => {
    const tiny = serverOf(() => runs);
    await tiny.start();

    await expect(tiny.start()).rejects.toThrow('Tiny is running already.');
  });
});
