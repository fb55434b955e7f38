import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import ts from 'typescript';

/** A statement as it is once the module that writes it was loaded. */
export interface StatementConstant {
  readonly name: string;
  readonly text: string;
  /** Where it is written, from the folder of the sources. */
  readonly file: string;
}

type Report = (statement: { readonly name: unknown; readonly text: unknown }) => object;
type Run = (require: (name: string) => unknown, exported: Namespace, report: Report) => void;
type Namespace = Readonly<Record<string, unknown>>;

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
/** What a migration runs is judged by a check of its own. */
const OUTSIDE = /\.(spec|contract)\.ts$|^migrations\//;

/** Every module of the adapter. */
export function sourceFiles(): readonly string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !OUTSIDE.test(file))
    .map((file) => resolve(SOURCES, file));
}

/**
 * Loads every module of the adapter with each of its objects of a name and a text reported, wherever a function or
 * class puts it together: most statements are private to their module, as they should be.
 */
export async function statementConstants(): Promise<readonly StatementConstant[]> {
  const files = sourceFiles();
  const packages = new Map<string, Namespace>();
  for (const name of files.flatMap(packagesOf)) {
    if (!packages.has(name)) packages.set(name, (await import(name)) as Namespace);
  }
  const found: StatementConstant[] = [];
  const loaded = new Map<string, Namespace>();
  const load = (file: string): Namespace => {
    const known = loaded.get(file);
    if (known) return known;
    const exported: Namespace = {};
    loaded.set(file, exported);
    const require = (name: string) =>
      name.startsWith('.') ? load(resolve(dirname(file), name.replace(/\.js$/, '.ts'))) : packages.get(name);
    const report: Report = (statement) => {
      const { name, text } = statement;
      if (typeof name === 'string' && typeof text === 'string')
        found.push({ name, text, file: relative(SOURCES, file) });
      return statement;
    };
    const run = new Script(reporting(file)).runInThisContext() as Run;
    run(require, exported, report);
    return exported;
  };
  for (const file of files) load(file);
  return found;
}

const REPORT = 'reportStatement';

function packagesOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles.map(({ fileName }) => fileName).filter((name) => !name.startsWith('.'));
}

/** The module as a function, each object of a name and a text wrapped in a call. */
function reporting(file: string): string {
  const source = readFileSync(file, 'utf8').replaceAll('import.meta.url', `'file:///'`);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    transformers: { before: [reportStatements] },
  });
  return `(function (require, exports, ${REPORT}) {${outputText}\n})`;
}

const reportStatements: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (!ts.isObjectLiteralExpression(visited)) return visited;
    const names = visited.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : ''));
    if (!names.includes('name') || !names.includes('text')) return visited;
    return ts.factory.createCallExpression(ts.factory.createIdentifier(REPORT), undefined, [visited]);
  };
  return ts.visitEachChild(file, visit, context);
};
