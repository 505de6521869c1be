import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { endSpawned, spawnCommand, type SpawnedCommand } from '../../../../test/support/spawned-command';

const ON_MACOS = ['-r', './packages/tools/test/commands/support/on-macos.cjs'];

async function refused(args: readonly string[], preloads: readonly string[] = []): Promise<SpawnedCommand> {
  const command = spawnCommand(process.execPath, [...preloads, 'bin/recommenders.cjs', ...args]);
  expect(await command.ended).toEqual([1, null]);
  expect(command.leftovers()).toEqual([]);
  return command;
}
afterEach(endSpawned);

it('a command fails before it begins where its file cannot be written', async () => {
  const { stdout, stderr } = await refused(['start', '--json', 'cdk.json/out']);
  expect(stdout()).toBe('');
  expect(stderr()).toMatch(/cdk.json\/out cannot be written: its parent is not a folder. .* --json FILE/);
});

let taken: Server;
beforeAll(() => once((taken = createServer()).listen(0, '127.0.0.1'), 'listening'));
afterAll(() => once(taken.close(), 'close'));

it.each([
  [['local'], 'the embedded AWS', 'run code as you'],
  [['start', '--once'], 'the embedded AWS', 'run code as you'],
  [['page'], 'the page', 'see what it shows and send events with your credentials'],
])('a command that needs a taken port fails, with a warning: %j', async (args, server, what) => {
  const port = String((taken.address() as AddressInfo).port);
  const warning =
    `Warning: ${server} accepts requests from every user of this machine, because only Linux tells which user owns a connection. ` +
    `Continue only if no other user can log in here, or if all of them may ${what}.\n`;
  const says = `Port ${port} is taken. Stop what uses it, or take another with --port N.\n`;
  // This also creates the bundle of the command, because esbuild does not load on a foreign platform.
  const here = (await refused([...args, '--port', port])).stderr();
  expect(here.replace(process.platform === 'linux' ? '' : warning, '')).toBe(says);
  const elsewhere = (await refused([...args, '--port', port], ON_MACOS)).stderr();
  expect(elsewhere.slice(0, warning.length)).toBe(warning);
  expect(elsewhere.match(/Warning: the/g)).toHaveLength(1);
});
