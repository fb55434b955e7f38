import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneCompiled } from './prune-compiled.js';

it('removes what was compiled from a source that is gone, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prune-'));
  try {
    const [sources, compiled] = [join(folder, 'migrations'), join(folder, 'dist')];
    for (const path of [sources, compiled]) mkdirSync(path);
    writeFileSync(join(sources, '1-kept.ts'), '');
    const endings = ['.js', '.js.map', '.d.ts', '.d.ts.map'];
    for (const name of ['1-kept', '2-renamed']) {
      for (const ending of endings) writeFileSync(join(compiled, `${name}${ending}`), '');
    }
    writeFileSync(join(compiled, 'notes.txt'), '');
    pruneCompiled(sources, compiled);
    expect(readdirSync(compiled).sort()).toEqual(
      [...endings.map((ending) => `1-kept${ending}`), 'notes.txt'].sort(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
