import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../../test/support/spawned-command';
import { lambdaAccount } from './lambda-account';

describe('an embedded AWS that is ready for a deployment', () => {
  const { deploy, call } = lambdaAccount({ readyIn: 'us-east-1' });
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ready-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loads a function’s code before it is invoked, and once', async () => {
    const file = join(folder, 'loads');
    // At once: what the code only begins is stopped with the process as soon as it is loaded.
    await deploy(`require('node:fs').appendFileSync(${JSON.stringify(file)}, 'x');
       let calls = 0;
       exports.handler = async () => ++calls;`);
    await until(async () => existsSync(file));
    expect([(await call()).answer, (await call()).answer]).toEqual([1, 2]);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('tells the first caller why code cannot be loaded, and goes on with the next function', async () => {
    await deploy('exports.handler = (', { FunctionName: 'broken' });
    await deploy('exports.handler = async () => 7;', { FunctionName: 'whole' });
    expect((await call({}, 'broken')).answer).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' });
    expect((await call({}, 'whole')).answer).toBe(7);
  });
});
