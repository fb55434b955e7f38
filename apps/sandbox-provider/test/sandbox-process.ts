import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const APP = fileURLToPath(new URL('..', import.meta.url));

/** The program as JavaScript in a folder of its own, so that its processes can be tested without a build. */
export interface CompiledProgram {
  readonly main: string;
  remove(): Promise<void>;
}

export async function compileProgram(): Promise<CompiledProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-program-'));
  const sources = await readdir(join(APP, 'src'), { recursive: true });
  for (const source of sources.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))) {
    const { outputText } = ts.transpileModule(await readFile(join(APP, 'src', source), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        verbatimModuleSyntax: true,
      },
    });
    const target = join(folder, source.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText);
  }
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await symlink(join(APP, 'node_modules'), join(folder, 'node_modules'));
  return { main: join(folder, 'main.js'), remove: () => rm(folder, { recursive: true }) };
}

export interface Exit {
  readonly code: number | null;
  readonly stderr: string;
}

export interface SandboxProcess {
  /** Resolves with the URL once it is ready; rejects when it ends before. */
  readonly ready: Promise<string>;
  readonly exit: Promise<Exit>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
}

export function startProcess(main: string, env: Readonly<Record<string, string>>): SandboxProcess {
  const child = fork(main, { env: { ...env }, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const exit = exitOf(child);
  const ready = Promise.race([
    once(child, 'message').then(([message]) => urlIn(message)),
    exit.then(({ stderr }) => Promise.reject(new Error(`Ended before it was ready: ${stderr}`))),
  ]);
  // A test about a failed start looks at the exit only.
  ready.catch(() => undefined);
  return { ready, exit, kill: (signal) => child.kill(signal) };
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, stderr };
}

function urlIn(message: unknown): string {
  if (
    typeof message === 'object' &&
    message !== null &&
    'url' in message &&
    typeof message.url === 'string'
  ) {
    return message.url;
  }
  throw new Error(`Not a message of readiness: ${JSON.stringify(message)}`);
}
