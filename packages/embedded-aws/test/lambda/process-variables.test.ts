import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { preloading } from '../../src/services/lambda/worker/process-variables';

describe('NODE_OPTIONS', () => {
  it.each(['a folder', 'a "quoted" one', 'back\\slash\\', '--title=no'])(
    'load a file in %s before what they load themselves',
    (name) => {
      const folder = path.join(mkdtempSync(path.join(tmpdir(), 'preloading-')), name);
      mkdirSync(folder);
      for (const file of ['first', 'second'])
        writeFileSync(path.join(folder, `${file}.cjs`), `console.log('${file}');`);
      const NODE_OPTIONS = preloading(path.join(folder, 'first.cjs'), '--require ./second.cjs');
      const said = execFileSync(process.execPath, ['-e', ''], { cwd: folder, env: { NODE_OPTIONS } });
      expect(String(said)).toBe('first\nsecond\n');
      rmSync(path.dirname(folder), { recursive: true });
    },
  );
});
