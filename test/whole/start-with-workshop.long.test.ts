import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartReport } from '@ecommerce-recommenders/tools/start/start';
import { endSpawned, spawnCommand } from '../support/spawned-command';
import { RECORDED_MOST_VIEWED, WORKSHOP_ARCHIVE } from '../support/workshop';
import { describeWith } from '../support/prerequisites';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
afterAll(() => {
  endSpawned();
  rmSync(folder, { recursive: true });
});

describeWith('workshop')('npm start -- --once with the workshop’s archive', () => {
  it('gives the answers that the real service gave', async () => {
    const report = join(folder, 'out.json');
    const args = ['start', '--once', '--archive', WORKSHOP_ARCHIVE, '--json', report];
    const start = spawnCommand(process.execPath, ['bin/recommenders.cjs', ...args]);
    expect(await start.ended).toEqual([0, null]);
    const { recommendations } = JSON.parse(readFileSync(report, 'utf8')) as StartReport;
    const ids = (useCase: keyof typeof recommendations): string[] =>
      recommendations[useCase]![0].items.map(({ itemId }) => itemId);
    expect(ids('most-viewed').sort()).toEqual([...RECORDED_MOST_VIEWED].sort());
    expect(ids('best-sellers')[0]).toBe('9fbbfe69-98f3-43a6-9a78-7d8ac254a777');
    // Hardly anybody bought two items: frequently bought together falls back to the best sellers, without the item that is asked about.
    expect(recommendations['frequently-bought-together']![0].input.itemId).toBe(ids('best-sellers')[0]);
    expect(ids('frequently-bought-together').slice(0, -1)).toEqual(ids('best-sellers').slice(1));
  });
});
