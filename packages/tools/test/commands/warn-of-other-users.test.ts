import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { itWith } from '../../../../test/support/prerequisites';
import { execute } from '../support/run-command';

const ON_MACOS = './packages/tools/test/commands/support/on-macos.cjs';

describe('a command that starts a server', () => {
  // A server on a port, so that each command exits early because the port is taken.
  let taken: Server;
  beforeAll(() => once((taken = createServer()).listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => once(taken.close(), 'close'));

  async function complaintsOf(args: readonly string[], ...preloaded: string[]): Promise<string> {
    const port = String((taken.address() as AddressInfo).port);
    const preloads = preloaded.flatMap((one) => ['-r', one]);
    const command = [...preloads, 'bin/recommenders.cjs', ...args, '--port', port];
    const { code, stderr } = await execute(process.execPath, command);
    expect(code).toBe(1);
    return stderr;
  }

  it.each([
    [['local'], 'the embedded AWS', 'run code as you'],
    [['start', '--once'], 'the embedded AWS', 'run code as you'],
    [['page'], 'the page', 'see what it shows and send events with your credentials'],
  ])('warns of other users where the system does not tell them: %j', async (args, server, what) => {
    const warning =
      `Warning: ${server} accepts requests from every user of this machine, because only Linux tells which user owns a connection. ` +
      `Continue only if no other user can log in here, or if all of them may ${what}.\n`;
    // Creates the bundle of the command if there is none yet, because esbuild does not load on a foreign platform.
    await complaintsOf(args);
    const complaints = await complaintsOf(args, ON_MACOS);
    expect(complaints.slice(0, warning.length)).toBe(warning);
    expect(complaints.match(/Warning: the/g)).toHaveLength(1);
  });

  itWith('linux')('does not warn on Linux', async () => {
    expect(await complaintsOf(['local'])).toMatch(/^Port \d+ is taken\./);
  });
});
