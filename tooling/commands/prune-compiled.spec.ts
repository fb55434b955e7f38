import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneCompiled } from './prune-compiled.js';

it('removes what was compiled from a source that is gone, in every folder, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prune-'));
  try {
    const [sources, compiled] = [join(folder, 'src'), join(folder, 'dist')];
    for (const path of [sources, compiled]) mkdirSync(join(path, 'migrations'), { recursive: true });
    writeFileSync(join(sources, 'migrations/1-kept.ts'), '');
    const endings = ['.js', '.js.map', '.d.ts', '.d.ts.map'];
    for (const name of ['migrations/1-kept', 'migrations/2-renamed', 'gone']) {
      for (const ending of endings) writeFileSync(join(compiled, `${name}${ending}`), '');
    }
    writeFileSync(join(compiled, 'notes.txt'), '');
    pruneCompiled(sources, compiled);
    expect(readdirSync(compiled, { recursive: true }).sort()).toEqual(
      ['migrations', 'notes.txt', ...endings.map((ending) => `migrations/1-kept${ending}`)].sort(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
