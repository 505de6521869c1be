import { gateForEach } from './gate';
import { lambdaAccount } from './lambda-account';

const { client, deploy, call } = lambdaAccount();
const gate = gateForEach();

describe('a process', () => {
  it('serves no two invocations at the same time (LAMBDA-4)', async () => {
    const code = `exports.handler = async () => { await fetch('${gate.url}'); return process.pid; };`;
    await deploy(code, { Timeout: 30 });
    // Each waits until both are running.
    const both = Promise.all([call(), call()]);
    const [, first] = await gate.asked();
    const [, second] = await gate.asked();
    first.end();
    second.end();
    const [one, other] = await both;
    expect(one.error).toBeUndefined();
    expect(one.answer).not.toBe(other.answer);
  });

  it('ends what it does after its function was deleted', async () => {
    await deploy(`exports.handler = async () => { await fetch('${gate.url}'); return 'ended'; };`);
    const running = call();
    const [, response] = await gate.asked();
    await client.deleteFunction({ FunctionName: 'example' });
    response.end();
    expect((await running).answer).toBe('ended');
  });

  it('fails to connect to anything but this machine (LAMBDA-9)', async () => {
    await deploy(
      `exports.handler = async (url) => { await fetch(url).catch((error) => { throw error.cause; }); };`,
    );
    for (const url of ['https://sts.amazonaws.com/', 'http://192.0.2.1/'])
      expect((await call(url)).answer).toMatchObject({
        errorMessage: expect.stringContaining(`Connection to ${new URL(url).hostname} refused`) as string,
      });
  });
});
