import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');

/** Runs the command without credentials and without a terminal. */
const parity = (
  args: readonly string[],
  environment: object = {},
): Promise<{ code: number; stderr: string }> =>
  new Promise((done) => {
    const command = ['bin/recommenders.cjs', 'parity', ...args];
    const env = {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_CONFIG_FILE: '/nowhere',
      ...environment,
    };
    execFile(process.execPath, command, { cwd: ROOT, env }, (error, _stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stderr }),
    );
  });

describe('npm run parity', () => {
  it.each([
    ['without credentials', ['--yes'], {}, 1, 'There are no AWS credentials. Set AWS_PROFILE'],
    ['in CI', [], { CI: 'true' }, 1, 'in CI nobody answers'],
    ['without a terminal', [], {}, 1, 'there is no terminal to ask on'],
    ['for a prefix that no run has had', ['--remove', 'prod'], {}, 2, 'Expected the prefix'],
  ])('fails %s with a word of what to do', async (_, args, environment, exitCode, words) => {
    const { code, stderr } = await parity(args, environment);
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: expect.stringContaining(words) as string });
  });
});
