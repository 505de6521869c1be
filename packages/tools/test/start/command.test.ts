import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SHIPPED_ARCHIVE } from '../sample/shipped-sample';

const ROOT = resolve(__dirname, '../../../..');

const start = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const command = ['bin/recommenders.cjs', 'start', '--once', ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('npm start', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'start-'));
  });
  afterAll(() => rm(home, { recursive: true }));

  it('fails before anything starts where the archive is a folder', async () => {
    const { code, stdout, stderr } = await start('--archive', home);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`The archive ${home} is a folder; name a .tar, .tar.gz or .tgz file`);
  });

  it('fails before anything starts where its JSON would overwrite the archive', async () => {
    const archive = join(home, 'shop.tgz');
    await copyFile(SHIPPED_ARCHIVE, archive);
    const { code, stdout, stderr } = await start('--archive', archive, '--json', archive);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('shop.tgz is the archive, which would be overwritten');
    expect((await readFile(archive)).equals(await readFile(SHIPPED_ARCHIVE))).toBe(true);
  });
});
