import { setTimeout } from 'node:timers/promises';
import { createClock } from '../../src/clock';
import { InlineWorkers } from '../../src/services/lambda/worker/inline-workers';
import { lambdaAccount } from './lambda-account';

const COUNT = 'let calls = 0; exports.handler = async () => ++calls;';

describe('a function that runs in this process', () => {
  const { aws, client, deploy, call } = lambdaAccount({ functions: 'inline' });

  it('has an environment of its own, and nothing of this process', async () => {
    await deploy('exports.handler = async () => ({ env: process.env, cwd: process.cwd() });', {
      Environment: { Variables: { TABLE: 'items' } },
    });
    const { env, cwd } = (await call()).answer as { env: Record<string, string>; cwd: string };
    expect(env).toMatchObject({ TABLE: 'items', AWS_ENDPOINT_URL: aws.endpoint, LAMBDA_TASK_ROOT: cwd });
    expect(env).not.toHaveProperty('PATH');
    expect(process.env).not.toHaveProperty('TABLE');
  });

  it('keeps its state while it is warm, and shares it with no other function of the same code (LAMBDA-16)', async () => {
    await deploy(COUNT);
    await deploy(COUNT, { FunctionName: 'other' });
    expect([(await call()).answer, (await call()).answer]).toEqual([1, 2]);
    expect((await call({}, 'other')).answer).toBe(1);
    await client.deleteFunction({ FunctionName: 'example' });
    await deploy(COUNT);
    expect((await call()).answer).toBe(1);
  });

  it('serves a second caller as soon as it is free', async () => {
    await deploy(COUNT);
    const both = await Promise.all([call(), call()]);
    expect(both.map(({ answer }) => answer).sort()).toEqual([1, 2]);
  });

  it('imports modules while it runs', async () => {
    await deploy('exports.handler = async () => (await import("node:path")).default.sep;');
    expect((await call()).answer).toBe('/');
  });

  it('fails for an ES module, and says what runs it', async () => {
    await deploy({ 'index.mjs': 'export const handler = async () => 1;' });
    expect((await call()).answer).toMatchObject({
      errorMessage: expect.stringContaining('Run functions in processes') as string,
    });
  });
});

describe('a caller that waits for a busy function of this process', () => {
  it('does so on the clock, so that how many environments there are does not depend on the machine (LAMBDA-16)', async () => {
    const clock = createClock(0);
    let isOver = false;
    new InlineWorkers(clock).afterPatience(() => (isOver = true));
    await setTimeout(40);
    expect(isOver).toBe(false);
    await clock.advance(20);
    expect(isOver).toBe(true);
  });
});
