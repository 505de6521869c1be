import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { extract } from 'tar';

import { archive } from '../../src/sample/archive';

describe('archive', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'sample-'))));
  afterEach(() => {
    jest.useRealTimers();
    rmSync(folder, { recursive: true });
  });

  it.each([0, 1, 511, 512, 513])('is unpacked to the same file of %i bytes', (size) => {
    const file = path.join(folder, 'archive.tar.gz');
    writeFileSync(
      file,
      archive([
        { name: 'a.csv', text: 'x'.repeat(size) },
        { name: 'b.csv', text: 'é\r\n' },
      ]),
    );

    extract({ file, cwd: folder, sync: true, strict: true });

    expect(readFileSync(path.join(folder, 'a.csv'), 'utf8')).toBe('x'.repeat(size));
    expect(readFileSync(path.join(folder, 'b.csv'), 'utf8')).toBe('é\r\n');
    expect(statSync(path.join(folder, 'a.csv')).mode & 0o777).toBe(0o644);
  });

  it('has the same bytes tomorrow', () => {
    const entries = [{ name: 'a.csv', text: 'same' }];
    const today = archive(entries);
    jest.useFakeTimers({ now: Date.now() + 24 * 3600 * 1000 });
    expect(archive(entries).equals(today)).toBe(true);
  });
});
