import { link, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseOverwriting } from '../../cli/refuse-overwriting';

describe('a place to write to', () => {
  let home: string;
  let archive: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'refuse-overwriting-'));
    archive = join(home, 'shop.tgz');
    await writeFile(archive, 'shop');
  });
  afterEach(() => rm(home, { recursive: true }));

  it('may be new, or another file', async () => {
    await writeFile(join(home, 'other'), 'shop');
    for (const name of ['new', 'other', 'none/new'])
      await expect(refuseOverwriting(archive, join(home, name), '--out FILE')).resolves.toBeUndefined();
  });

  it('fails where it is the archive, by its path or another', async () => {
    await symlink('shop.tgz', join(home, 'symbolic'));
    await symlink(home, join(home, 'folder'));
    await link(archive, join(home, 'hard'));
    for (const name of ['shop.tgz', './shop.tgz', 'folder/shop.tgz', 'symbolic', 'hard'])
      await expect(refuseOverwriting(archive, `${home}/${name}`, '--out FILE')).rejects.toThrow(
        `${name} is the archive, which would be overwritten; name another place with --out FILE`,
      );
    await expect(refuseOverwriting(join(home, 'symbolic'), archive, '--out FILE')).rejects.toThrow();
  });
});
