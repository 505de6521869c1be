import { Lambda } from '@aws-sdk/client-lambda';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../../test/support/spawned-command';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { call, deploy } from './deployed-function';

describe('an embedded AWS that is ready for a deployment', () => {
  let aws: LocalAws;
  let client: Lambda;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ready-'));
    aws = await startLocalAws({ readyIn: 'us-east-1' });
    await createAdminRole(aws.endpoint);
    client = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
  });
  afterAll(async () => {
    await aws.close();
    rmSync(folder, { recursive: true });
  });

  it('loads a function’s code before it is invoked, and once', async () => {
    const file = join(folder, 'loads');
    // At once: what the code only begins is stopped with the process as soon as it is loaded.
    await deploy(
      client,
      `require('node:fs').appendFileSync(${JSON.stringify(file)}, 'x');
       let calls = 0;
       exports.handler = async () => ++calls;`,
    );
    await until(async () => existsSync(file));
    expect([(await call(client)).answer, (await call(client)).answer]).toEqual([1, 2]);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('tells the first caller why code cannot be loaded, and goes on with the next function', async () => {
    await deploy(client, 'exports.handler = (', { FunctionName: 'broken' });
    await deploy(client, 'exports.handler = async () => 7;', { FunctionName: 'whole' });
    expect((await call(client, {}, 'broken')).answer).toMatchObject({
      errorType: 'Runtime.UserCodeSyntaxError',
    });
    expect((await call(client, {}, 'whole')).answer).toBe(7);
  });
});
