import { createReadStream } from 'node:fs';
import { HOLDOUTS_BY } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';

import type { Files } from './both-ways';
import { byFunction, bySql, SETTINGS, type OpenArchive } from './prepared-both-ways';

/** The number of lines and an order-independent digest, for files too long to sort or show. */
const digests = (files: Files): object =>
  Object.fromEntries(
    Object.entries(files).map(([name, [header, ...lines]]) => [
      name,
      { header, lines: lines.length, digest: lines.reduce((sum, line) => (sum + digestOf(line)) >>> 0, 0) },
    ]),
  );

/** Looked up once: in Jest's environment, looking up a global dominates the run time. */
const { imul } = Math;

function digestOf(line: string): number {
  let digest = 0;
  for (let at = 0; at < line.length; at++) digest = imul(digest ^ line.charCodeAt(at), 0x9e3779b1);
  return digest ^ (digest >>> 15);
}

describe('the SQL of the Glue job', () => {
  it('makes of the shipped sample what the function makes, in however many parts it comes', async () => {
    const open: OpenArchive = async () => createReadStream(SHIPPED_ARCHIVE) as AsyncIterable<Buffer>;
    for (const holdoutBy of HOLDOUTS_BY) {
      const settings = { ...SETTINGS, holdoutBy };
      expect(digests(await bySql(open, settings, 5))).toEqual(digests(await byFunction(open, settings)));
    }
  });
});
