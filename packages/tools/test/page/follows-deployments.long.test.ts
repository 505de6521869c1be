import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { until } from '../../../../test/support/spawned-command';
import { liveStack } from '../../../../test/whole/live-stack';
import type { PageShop } from '../../src/page/page-answers';

const ROOT = resolve(__dirname, '../../../..');
const QUIET = { onResource: (): void => {} };

describe('the page of npm start', () => {
  let child: ChildProcess;
  let printed = '';
  beforeAll(() => {
    child = spawn(process.execPath, ['bin/recommenders.cjs', 'start'], { cwd: ROOT });
    child.stderr!.resume();
    child.stdout!.on('data', (data: Buffer) => (printed += data.toString()));
  });
  afterAll(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  });

  const seen = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(printed)) await once(child.stdout!, 'data');
    return pattern.exec(printed)![1];
  };

  it('follows what others deploy and destroy there, without a restart', async () => {
    const address = await seen(/The page is at (\S+)/);
    expect(printed).toContain('-c eventTracker=true');
    const endpoint = /stays up at (\S+)\. To ask/.exec(printed)![1];
    const shop = async (): Promise<Partial<PageShop>> =>
      (await (await fetch(`${address}api/shop`)).json()) as Partial<PageShop>;
    expect(await shop()).toMatchObject({ tracksEvents: true, currency: 'USD' });
    expect((await shop()).useCases).toContain('recommended-for-you');

    const folder = await temporaryFolder('ecommerce-recommenders');
    const stack = liveStack(endpoint, folder.path);
    await stack.deploy({ useCases: 'most-viewed' }, QUIET);
    await until(async () => (await shop()).useCases?.join() === 'most-viewed');
    expect(await shop()).toMatchObject({ tracksEvents: false });

    await stack.destroy(QUIET);
    await until(async () => (await shop()).useCases === undefined);

    await stack.deploy({ useCases: 'best-sellers' }, QUIET);
    await until(async () => (await shop()).useCases?.join() === 'best-sellers');
    folder.remove();
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});
