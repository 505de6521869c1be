import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { bundleSizes } from '../../bench/measurements/bundles';

const LAMBDA = resolve(__dirname, '../../lambda');

describe('the sizes of bundles', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'bundles-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('are those of each handler, beside bare clients', async () => {
    const handlers = readdirSync(LAMBDA, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('handler.ts'))
      .map((file) => `this project: ${dirname(file)}`);
    const setup = { folder, scale: 1, isQuick: true, without: [], onEnd: () => {} };
    const contenders = await bundleSizes.prepare(setup);
    expect(contenders.map(({ name }) => name).sort()).toEqual(
      [...handlers, 'a client of Personalize', 'a client of S3'].sort(),
    );
    for (const contender of contenders) expect((await contender.run()).value).toBeGreaterThan(10);
  }, 120_000);
});
