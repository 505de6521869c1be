import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { PageList, PageShop } from '@ecommerce-recommenders/tools/page/page-answers';

const ROOT = resolve(__dirname, '../..');

describe('npm start', () => {
  it('serves the page from before the deployment until Ctrl-C, which destroys the stack', async () => {
    const child = spawn(process.execPath, ['bin/recommenders.cjs', 'start'], { cwd: ROOT });
    child.stderr.resume();
    const ended = once(child, 'exit');
    let printed = '';
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    const seen = async (text: string): Promise<void> => {
      while (!printed.includes(text)) await once(child.stdout, 'data');
    };
    await seen('The page: http');
    const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)!;
    const shop = async (): Promise<PageShop> =>
      (await fetch(`${address}api/shop`)).json() as Promise<PageShop>;
    const question = `${address}api/recommend?useCase=best-sellers&userId=1`;
    const whole = { items: 2030, users: 4500, firstUser: { userId: '1' } };
    expect(await shop()).toMatchObject({ ...whole, isComing: true });
    for (const asked of [question, `${address}api/cost`]) expect((await fetch(asked)).status).toBe(503);

    await seen('The page is at');
    expect(await shop()).toMatchObject({ ...whole, isComing: false });
    const list = await fetch(question);
    expect(((await list.json()) as PageList).items).toHaveLength(12);

    child.kill('SIGINT');
    await seen('Nothing is left.');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });
});
