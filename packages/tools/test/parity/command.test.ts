import { tmpdir } from 'node:os';
import { execute } from '../support/run-command';

/** Nobody's environment: without credentials. */
const NOBODY = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  AWS_CONFIG_FILE: '/nowhere',
};

it.each([
  ['without credentials', ['--yes'], {}, 'There are no AWS credentials. Set AWS_PROFILE'],
  ['in CI', [], { CI: 'true' }, 'in CI nobody answers'],
  ['without a terminal', [], {}, 'there is no terminal to ask on'],
])('npm run parity fails %s with a word of what to do', async (_, options, environment, words) => {
  const command = ['bin/recommenders.cjs', 'parity', ...options];
  expect(await execute(process.execPath, command, { ...NOBODY, ...environment })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(words) as string,
  });
});
