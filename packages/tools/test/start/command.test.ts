import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED_ARCHIVE } from '../sample/shipped-sample';
import { recommenders } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const archive = join(testFolder(), 'shop.tgz');
copyFileSync(SHIPPED_ARCHIVE, archive);

it('npm start fails before anything starts where its JSON would overwrite the archive', async () => {
  expect(await recommenders('start', '--once', '--archive', archive, '--json', archive)).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: expect.stringContaining('shop.tgz is the archive, which would be overwritten') as string,
  });
  expect(readFileSync(archive).equals(readFileSync(SHIPPED_ARCHIVE))).toBe(true);
});
