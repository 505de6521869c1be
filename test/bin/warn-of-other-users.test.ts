import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

describe('a command that starts a server', () => {
  // A port that is taken ends each of them early.
  let taken: Server;
  beforeAll(() => once((taken = createServer()).listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => once(taken.close(), 'close'));

  async function complaintsOf(file: string, args: readonly string[], preloaded: string[]): Promise<string> {
    const port = String((taken.address() as AddressInfo).port);
    const preloads = [...preloaded, './bin/run-typescript.cjs'].flatMap((one) => ['-r', one]);
    const child = spawn(process.execPath, [...preloads, file, ...args, '--port', port], { cwd: ROOT });
    let complaints = '';
    child.stdout.resume();
    child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    return complaints;
  }

  it.each([
    ['npm run local', 'bin/local.ts', [], 'the embedded AWS', 'run code as you'],
    ['npm start', 'bin/start.ts', ['--once'], 'the embedded AWS', 'run code as you'],
    [
      'npm run page',
      'bin/page.ts',
      [],
      'the page',
      'see what it shows and send events with your credentials',
    ],
  ])('warns of other users where the system does not tell them: %s', async (_, file, args, server, what) => {
    const warning =
      `Warning: ${server} will answer every user of this machine, because only Linux tells whose a connection is. ` +
      `Go on only if nobody else can log in here, or may ${what}.\n`;
    const complaints = await complaintsOf(file, args, ['./test/bin/support/on-macos.cjs']);
    expect(complaints.slice(0, warning.length)).toBe(warning);
    expect(complaints.match(/Warning: the/g)).toHaveLength(1);
  });

  const isLinux = process.platform === 'linux';
  const itOnLinux = isLinux ? it : it.skip;
  itOnLinux(`does not warn on Linux${isLinux ? '' : ' (skipped: this is not Linux)'}`, async () => {
    expect(await complaintsOf('bin/local.ts', [], [])).toMatch(/^Port \d+ is taken\./);
  });
});
