import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { filePieces } from '../../src/shop-files/file-pieces';

describe('the pieces of a file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pieces-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['opened', 'none.csv', 'ENOENT'],
    ['read', '.', 'EISDIR'],
  ])('fail as an error of the data, which names the file, where it cannot be %s', async (_, name, code) => {
    const path = join(folder, name);
    const error: unknown = await filePieces(path)
      .next()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataError);
    expect((error as Error).message).toMatch(`${path} cannot be read: ${code}: `);
  });
});
