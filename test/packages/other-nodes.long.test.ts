import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { StartReport } from '@ecommerce-recommenders/tools/start/start';
import { freshClone, writeOrders } from '../support/fresh-clone';
import { keptArchive } from '../support/kept-archive';
import { MAJORS, nodeFolder } from '../support/node-of-major';
import { partOfSample } from '../support/part-of-sample';
import { SETTINGS } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { describeWith } from '../support/prerequisites';

const ROOT = resolve(__dirname, '../..');
const run = promisify(execFile);

describeWith('registry').each(MAJORS)('Node.js %s', (major) => {
  let folder: string;
  let bin: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `node-${major}-`));
    bin = await nodeFolder(major);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('deploys on the embedded AWS, recommends in every use case, and leaves nothing', async () => {
    const report = join(folder, 'report.json');
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, TMPDIR: temporary };
    const node = join(bin, 'node');
    const { stdout: version } = await run(node, ['--version'], { env });
    expect(version).toMatch(new RegExp(`^v${major}\\.`));

    const archive = keptArchive(partOfSample());
    const args = ['bin/recommenders.cjs', 'start', '--once', '--archive', archive, '--json', report];
    const { stdout, stderr } = await run(node, args, { cwd: ROOT, env, maxBuffer: 2 ** 26 });
    // Where the system does not reveal connection owners, each run warns of that.
    expect(stderr.replace(/^Warning: .*\n/, '')).toBe('');
    expect(stdout).toContain('Nothing is left.');
    const { recommendations, inventoryAfterDestroy } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as StartReport;
    expect(Object.keys(recommendations)).toEqual(SETTINGS.useCases.default);
    for (const items of Object.values(recommendations)) expect(items).not.toHaveLength(0);
    expect(inventoryAfterDestroy).toEqual([]);
  });

  it('synthesizes the stack of a shop’s own files in a fresh clone, with empty caches', async () => {
    const clone = freshClone(folder);
    writeOrders(clone.folder);
    const options = { cwd: clone.folder, env: clone.environment(bin), maxBuffer: 2 ** 26 };
    await run('npx', ['recommenders', 'init', 'orders.csv', '--yes', '--no-explore'], options);
    clone.forget();
    const { stderr } = await run('npx', ['cdk', 'synth', '--quiet'], options);
    expect(stderr).toMatch(/recommenders for 400 users cost/);
    expect(stderr).not.toMatch(/ERROR/);
  });
});
