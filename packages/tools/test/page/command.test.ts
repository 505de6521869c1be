import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');

describe('npm run page', () => {
  it('prints its address, says that AWS is not there, and ends in good order', async () => {
    const child = spawn(process.execPath, ['bin/recommenders.cjs', 'page', '--port', '0'], {
      cwd: ROOT,
      env: { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });
    let printed = '';
    let complained = '';
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    for await (const data of child.stderr as AsyncIterable<Buffer>) {
      complained += data.toString();
      if (complained.includes('npm run local')) break;
    }
    const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)!;
    const shop = await fetch(`${address}api/shop`);
    expect([shop.status, await shop.text()]).toEqual([503, expect.stringContaining('Nothing listens there')]);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
