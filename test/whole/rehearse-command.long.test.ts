import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@ecommerce-recommenders/tools/rehearse/report';
import { allGone, endSpawned, spawnCommand, until } from '../support/spawned-command';

const REHEARSE = ['bin/recommenders.cjs', 'rehearse', '--from', '.'];

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'rehearse-'))));
afterEach(endSpawned);
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run rehearse', () => {
  it('takes a folder with a checkout, and another app, and writes what it prints', async () => {
    const file = join(folder, 'report.json');
    const app = ['--app', 'node -r ./bin/run-typescript.cjs bin/moved-app.ts'];
    const filters = JSON.stringify({ cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' });
    const args = [...REHEARSE, ...app, '-c', `filters=${filters}`, '--json', file];
    const command = spawnCommand(process.execPath, args);
    expect([await command.ended, command.stderr()]).toEqual([[0, null], '']);
    expect(command.stdout()).toMatch(
      /^The folder \., then the app "node [^]*bin\/moved-app\.ts"\s+over it$/m,
    );
    expect(command.stdout()).toMatch(/^Created\n {2}filter EcommerceRecommenders-cheap/m);
    const { status, lost, deleted, trainedAnew, problems } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const nothing = { lost: [], deleted: [], trainedAnew: [], problems: [] };
    expect({ status, lost, deleted, trainedAnew, problems }).toEqual({
      status: 'UPDATE_COMPLETE',
      ...nothing,
    });
    expect(command.leftovers()).toEqual([]);
  });

  it('ends with all that it has started, and without a report, by Ctrl-C', async () => {
    const file = join(folder, 'interrupted.json');
    const command = spawnCommand(process.execPath, [...REHEARSE, '--json', file]);
    // The CDK CLI, and the app below it.
    await until(() => command.below().some(({ args }) => args.includes('bin/app')));
    const started = command.below();
    command.kill('SIGINT');
    expect([await command.ended, command.stdout()]).toEqual([[130, null], '']);
    expect(command.stderr()).toContain('was interrupted');
    await allGone(started);
    expect([existsSync(file), command.leftovers()]).toEqual([false, []]);
  });
});
