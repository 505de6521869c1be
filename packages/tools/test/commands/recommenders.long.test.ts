import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { version } from '../../../../package.json';
import { COMMANDS } from '../../src/commands';
import { allGone, endSpawned, spawnCommand, until } from '../../../../test/support/spawned-command';
import { SHIPPED_ARCHIVE } from '../sample/shipped-sample';
import { execute, recommenders, ROOT, type Outcome } from '../support/run-command';

const NAMES = Object.keys(COMMANDS);
const AS_TERMINAL = resolve(ROOT, 'test/support/as-terminal.cjs');

const failing = (code: number, words: string | RegExp): object => ({
  code,
  stderr: expect.stringMatching(words) as string,
});

it.each([[[]], [['--help']], [['-h']], [['help']]])(
  'the binary recommenders lists every command on %j',
  async (args) => {
    const { code, stdout, stderr } = await recommenders(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const listed = Array.from(stdout.matchAll(/^ {2}([a-z-]+) +[A-Z]/gm), ([, name]) => name);
    expect(listed).toEqual(NAMES.filter((name) => !['prove', 'generate-sample', 'parity'].includes(name)));
  },
);

it('the binary recommenders is what npx runs in the checkout', async () => {
  expect((await recommenders('--version')).stdout).toBe(`${version}\n`);
  const { code, stdout } = await execute('npx', ['--no', 'recommenders', 'env', '--port', '7']);
  expect(code).toBe(0);
  expect(stdout).toContain('AWS_ENDPOINT_URL=http://127.0.0.1:7\n');
});

it.each([
  [['recomend', 'most-viewed'], /^error: there is no command "recomend"\. Did you mean recommend\? .*\n$/],
  [['constructor'], /^error: there is no command "constructor"\. /],
  [['--json'], /^error: the command comes before its options; "--json" is none\. /],
  [['local', '-c', 'holdout=0.2'], /^error: local depends on no setting, so it takes no -c/],
])('the binary recommenders refuses %j, with exit code 2', async (args, says) => {
  expect(await recommenders(...args)).toEqual({ ...failing(2, says), stdout: '' });
});

it('the binary recommenders says what npm took when "--" was forgotten, with exit code 2', async () => {
  const forgotten = ['run', 'recommend', 'most-viewed', '--user', '1', '--json'];
  const says =
    'error: npm has taken --user and --json for itself. Write "--" before the options: npm run recommend -- --user …\n';
  expect(await execute('npm', forgotten)).toMatchObject(failing(2, says));
  const given = await execute('npm', ['run', 'recommend', '--', 'most-viewed', '--json']);
  expect(given).toMatchObject(failing(2, 'needs --user ID'));
});

it('the binary recommenders adds the stack trace of an error with --verbose alone', async () => {
  const args = ['explore', '--archive', 'nowhere'];
  const says = /^The archive \S*nowhere cannot be read; .*\n$/;
  expect(await recommenders(...args)).toMatchObject(failing(1, says));
  const more = /^The archive \S*nowhere cannot be read; .*\nDataError: [\s\S]*named-files\.ts:/;
  expect(await recommenders(...args, '--verbose')).toMatchObject(failing(1, more));
});

const onTerminal = (args: readonly string[], COLUMNS: string): Promise<Outcome> => {
  const command = ['-r', AS_TERMINAL, 'bin/recommenders.cjs', ...args];
  return execute(process.execPath, command, { ...process.env, COLUMNS, NO_COLOR: '1' });
};
const widerThan = (text: string, columns: string): string[] =>
  text.split('\n').filter(({ length }) => length > Number(columns));

it.each(NAMES)(
  'the help of a command has examples, no side effects, and fits into the terminal: %s',
  async (name) => {
    const before = await readFile(SHIPPED_ARCHIVE);
    const { code, stdout, stderr } = await onTerminal([name, '--help'], '60');
    expect(widerThan(stdout, '60')).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(`^Usage: recommenders ${name} [\\s\\S]*\nExamples:\n  npx recommenders ${name}`),
    );
    expect((await readFile(SHIPPED_ARCHIVE)).equals(before)).toBe(true);
  },
);

it('the help of a command of all fits into a terminal', async () => {
  for (const columns of ['60', '80'])
    expect(widerThan((await onTerminal(['--help'], columns)).stdout, columns)).toEqual([]);
});

describe('deploy, diff and destroy', () => {
  afterEach(endSpawned);

  it('hand their options to the CDK CLI, whose exit code they return', async () => {
    const diff = await recommenders('diff', '--app', 'node --no-such-option', '--no-notices');
    expect(diff).toMatchObject(failing(1, 'Subprocess exited with error 9'));
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('end with the CDK CLI and its app on %s', async (signal) => {
    const command = spawnCommand(process.execPath, ['bin/recommenders.cjs', 'diff', '--no-notices'], {
      // Keeps the SDK from looking for an instance's credentials.
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    await until(() => command.below().some(({ args }) => args.includes('bin/app.ts')));
    const below = command.below();
    command.kill(signal);
    await allGone(below);
    expect(await command.ended).toEqual(signal === 'SIGTERM' ? [143, null] : [null, signal]);
  });
});
