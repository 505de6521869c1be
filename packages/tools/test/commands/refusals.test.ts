import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { endSpawned, spawnCommand, type SpawnedCommand } from '../../../../test/support/spawned-command';

const command = (name: string, ...args: string[]): SpawnedCommand =>
  spawnCommand(process.execPath, ['bin/recommenders.cjs', name, ...args]);

afterEach(endSpawned);

describe('a command', () => {
  it.each([
    ['start', '--json'],
    ['evaluate', '--json'],
    ['explore', '--out'],
  ])('fails before it begins where its file cannot be written: npm run %s -- %s', async (name, option) => {
    const refused = command(name, option, 'cdk.json/out');
    expect(await refused.ended).toEqual([1, null]);
    expect(refused.stdout()).toBe('');
    expect(refused.stderr()).toMatch(
      new RegExp(`cdk.json/out cannot be written: its parent is not a folder. .* ${option} FILE`),
    );
    expect(refused.leftovers()).toEqual([]);
  });

  it.each(['local', 'start', 'page'])(
    'fails on a port that is taken, and leaves no file: npm run %s',
    async (name) => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const refused = command(name, '--port', String(port));
      expect(await refused.ended).toEqual([1, null]);
      expect(refused.stderr()).toMatch(
        new RegExp(`^Port ${port} is taken. Stop what uses it, or take another with --port N.\n$`),
      );
      expect(refused.leftovers()).toEqual([]);
      server.close();
    },
  );
});
