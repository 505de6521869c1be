import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireWritable } from '../../cli/require-writable';

describe('a file that a command will write', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'writable-'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'old.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what it holds', async () => {
    await requireWritable(join(folder, 'old.json'), '--json FILE');
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe('{}');
  });

  it('is not there before it is written', async () => {
    symlinkSync('elsewhere.json', join(folder, 'link.json'));
    for (const name of ['new.json', 'link.json']) await requireWritable(join(folder, name), '--json FILE');
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'old.json', 'sub']);
  });

  it('may be a device', async () => {
    if (existsSync('/dev/null')) await requireWritable('/dev/null', '--json FILE');
  });

  it.each([
    ['no/new.json', 'the folder that it would be in is not there'],
    ['old.json/new.json', 'what it would be in is no folder'],
    ['sub', 'it is a folder'],
  ])('fails as %s: %s', async (name, reason) => {
    await expect(requireWritable(join(folder, name), '--json FILE')).rejects.toThrow(
      `${join(folder, name)} cannot be written: ${reason}. Name another with --json FILE.`,
    );
  });
});
