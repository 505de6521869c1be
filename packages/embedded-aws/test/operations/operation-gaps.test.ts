import { resolve } from 'node:path';
import { operationGaps } from './operation-gaps';

it('every operation is in the table of its service, and some test calls it', async () => {
  const load = (file: string): Promise<object> => import(file) as Promise<object>;
  expect(await operationGaps(resolve(__dirname, '../..'), load)).toEqual([]);
});
