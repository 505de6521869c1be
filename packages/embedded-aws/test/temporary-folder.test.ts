import { spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../src/temporary-folder';
import { itWith } from '../../../test/support/prerequisites';

const onLinux = itWith('linux');

describe('a temporary folder', () => {
  let parent: string;
  /** A folder of an ended process, in this process's namespace and with its start time. */
  let abandoned: string;
  beforeEach(async () => {
    parent = mkdtempSync(join(os.tmpdir(), 'temporary-folder-'));
    jest.spyOn(os, 'tmpdir').mockReturnValue(parent);
    const folder = await temporaryFolder('embedded-aws');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    abandoned = folder.path.replace(`-${process.pid}-`, `-${pid}-`);
    folder.remove();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(parent, { recursive: true });
  });

  /** Creates a folder with a file. */
  function leave(path: string): string {
    mkdirSync(path);
    writeFileSync(join(path, 'users.csv'), 'id,age\n');
    return path;
  }

  async function sweep(): Promise<void> {
    (await temporaryFolder('embedded-aws')).remove();
  }

  onLinux('is for this user alone', async () => {
    const { path, remove } = await temporaryFolder('parity');
    expect(statSync(path).mode & 0o777).toBe(0o700);
    remove();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('sweeps one whose process has ended, and leaves those of processes that run (HTTP-12)', async () => {
    leave(abandoned);
    const other = await temporaryFolder('ecommerce-recommenders');
    await sweep();
    expect(existsSync(abandoned)).toBe(false);
    expect(existsSync(other.path)).toBe(true);
    other.remove();
  });

  it('is swept once by processes that sweep at a time', async () => {
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    leave(abandoned);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(readdirSync(parent)).toEqual([]);
    expect(complain).not.toHaveBeenCalled();
  });

  onLinux('is swept when its process’s id has been given to another', async () => {
    const { path, remove } = await temporaryFolder('embedded-aws');
    const reused = leave(path.replace(/-\d+(-\w{6})$/, '-1$1'));
    await sweep();
    expect([existsSync(reused), existsSync(path)]).toEqual([false, true]);
    remove();
  });

  onLinux('is left alone where its process would be in another namespace', async () => {
    const elsewhere = leave(abandoned.replace(/-\d+(-\d+-\w{6})$/, '-1$1'));
    await sweep();
    expect(existsSync(elsewhere)).toBe(true);
  });

  it.each([
    ['another purpose', (name: string) => name.replace('embedded-aws', 'embedded-music')],
    ['words before it', (name: string) => name.replace('embedded-aws', 'my-embedded-aws')],
    ['more behind it', (name: string) => `${name}.bak`],
    ['no owner', () => 'embedded-aws-Ab3dEf'],
  ])('is left alone with %s', async (_, named) => {
    const name = named(abandoned.slice(parent.length + 1));
    leave(join(parent, name));
    await sweep();
    expect(readdirSync(join(parent, name))).toEqual(['users.csv']);
  });

  it('is left alone where its name is a link’s or a file’s', async () => {
    const target = leave(join(parent, 'documents'));
    const file = abandoned.replace(/\w{6}$/, 'aFile0');
    symlinkSync(target, abandoned);
    writeFileSync(file, '');
    await sweep();
    expect([existsSync(abandoned), existsSync(file)]).toEqual([true, true]);
    expect(readdirSync(target)).toEqual(['users.csv']);
  });

  onLinux('is left alone where it is another user’s', async () => {
    leave(abandoned);
    jest.spyOn(process, 'geteuid').mockReturnValue(process.geteuid!() + 1);
    await sweep();
    expect(existsSync(abandoned)).toBe(true);
  });

  it('goes although files are put into it meanwhile', async () => {
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    const { path, remove } = await temporaryFolder('embedded-aws');
    const rmdir = fs.rmdirSync;
    jest.spyOn(fs, 'rmSync').mockImplementationOnce(() => {
      writeFileSync(join(path, 'late.csv'), '');
      rmdir(path);
    });
    remove();
    expect(existsSync(path)).toBe(false);
    expect(complain).not.toHaveBeenCalled();
  });

  it('fails to go with a word of where it is', async () => {
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    const { path, remove } = await temporaryFolder('embedded-aws');
    jest.spyOn(fs, 'rmSync').mockImplementation(() => {
      throw new Error('EACCES: permission denied');
    });
    remove();
    expect(complain.mock.calls).toEqual([
      [`${path} cannot be removed (EACCES: permission denied). It holds data: remove it yourself.`],
    ]);
  });
});
