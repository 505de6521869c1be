import { resolve } from 'node:path';
import {
  allGone,
  endSpawned,
  spawnCommand,
  type SpawnedCommand,
} from '../../../../test/support/spawned-command';

const LOCAL = [resolve('bin/recommenders.cjs'), 'local', '--port', '0'];

afterEach(endSpawned);

const local = (variables?: NodeJS.ProcessEnv) => spawnCommand(process.execPath, LOCAL, variables);

async function endpointOf(command: SpawnedCommand): Promise<string> {
  await command.seen(/Ctrl-C stops it/);
  return command.seen(/http:\/\/127\.0\.0\.1:\d+/);
}

const isListening = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/_local/health`).then(
    ({ ok }) => ok,
    () => false,
  );

it.each(['SIGKILL', 'SIGTERM'] as const)(
  'npm run local ends with npm on %s, and leaves no file',
  async (signal) => {
    const npm = spawnCommand('npm', ['run', 'local', '--', '--port', '0']);
    const endpoint = await endpointOf(npm);
    const below = npm.below();
    expect(below.map(({ args }) => args)).toContainEqual(
      expect.stringMatching(/^node bin\/recommenders\.cjs local/),
    );
    npm.kill(signal);
    await allGone(below);
    expect(await isListening(endpoint)).toBe(false);
    expect(npm.leftovers()).toEqual([]);
  },
);

it('npm run local ends with the program that has started it', async () => {
  const program = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, ${JSON.stringify(LOCAL)}, { stdio: 'inherit' });`;
  const starter = spawnCommand(process.execPath, ['-e', program]);
  await endpointOf(starter);
  const below = starter.below();
  starter.kill('SIGKILL');
  await allGone(below);
  expect(starter.leftovers()).toEqual([]);
});

it('npm run local outlives the shell that it was typed into', async () => {
  const typed = `"${process.execPath}" ${LOCAL.map((arg) => `"${arg}"`).join(' ')} & wait`;
  const shell = spawnCommand('sh', ['-c', typed]);
  // A control command that is started later and takes its shell for npm's. Once it has ended, the other one has had
  // time to notice, too.
  const npmsShell = spawnCommand('sh', ['-c', typed], { npm_lifecycle_event: 'local' });
  const [endpoint] = await Promise.all([endpointOf(shell), endpointOf(npmsShell)]);
  const [below, npmsBelow] = [shell.below(), npmsShell.below()];
  shell.kill('SIGKILL');
  await shell.ended;
  npmsShell.kill('SIGKILL');
  await allGone(npmsBelow);
  expect(await isListening(endpoint)).toBe(true);
  process.kill(below[0].pid, 'SIGTERM');
  await allGone(below);
});

it('npm run local exits silently when its stdout is closed', async () => {
  const command = local();
  command.closeStdout();
  expect(await command.ended).toEqual([0, null]);
  expect(command.stderr()).toBe('');
  expect(command.leftovers()).toEqual([]);
});

it('npm run local fails on a temporary folder that is not there, and says which variable names another', async () => {
  const refused = local({ TMPDIR: resolve('cdk.json', 'nowhere') });
  expect(await refused.ended).toEqual([1, null]);
  expect(refused.stderr()).toMatch(/nowhere.*\n?.*TMPDIR/);
});
