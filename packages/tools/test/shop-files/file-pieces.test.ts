import { join } from 'node:path';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { filePieces } from '../../src/shop-files/file-pieces';

it.each([
  ['opened', 'none.csv', 'ENOENT'],
  ['read', '.', 'EISDIR'],
])('a file that cannot be %s fails as an error of the data, which names the file', async (_, name, code) => {
  const path = join(__dirname, name);
  const failing = filePieces(path).next();
  await expect(failing).rejects.toThrow(DataError);
  await expect(failing).rejects.toThrow(`${path} cannot be read: ${code}: `);
});
