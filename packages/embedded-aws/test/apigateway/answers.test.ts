import fc from 'fast-check';
import { lambdaAnswer } from '../../src/services/apigateway/data/lambda-answer';
import { ask, deployApi, standForAll } from './shop-api';

const stand = standForAll();
const narrow = standForAll({ concurrency: 1 });

const INTERNAL = { status: 500, body: { message: 'Internal Server Error' } };

/** The answer to a function that returns this, as source text. */
async function answerTo(returned: string): ReturnType<typeof ask> {
  const code = `exports.handler = async () => (${returned});`;
  const { endpoint } = await deployApi(stand, { code });
  return ask(`${endpoint}/x`);
}

describe('what a function returns becomes the answer:', () => {
  it('null with nothing of it, as JSON', async () => {
    const { status, headers, body } = await answerTo('undefined');
    expect([status, body, headers.get('content-type')]).toEqual([200, null, 'application/json']);
  });

  it.each([
    ['', 'text/plain;charset=UTF-8'],
    ['"content-type": "a/b", ', 'a/b'],
  ])('status, headers (%s), and decoded bytes, which are of the type %s', async (named, type) => {
    const { status, headers, body } = await answerTo(
      `{ statusCode: 202, isBase64Encoded: true, headers: { ${named} "X-A": 1, "Content-Length": "999" }, body: "aGk=" }`,
    );
    expect([status, body, headers.get('x-a'), headers.get('content-type')]).toEqual([202, 'hi', '1', type]);
    expect(headers.get('apigw-requestid')).toMatch(/=$/);
  });

  it.each([
    '{ statusCode: "many" }',
    '{ statusCode: [200] }',
    '{ statusCode: { toString: false } }',
    '{ statusCode: 200, body: { a: 1 } }',
    '{ statusCode: 200, headers: [] }',
    '{ statusCode: 200, headers: { "a b": "c" } }',
    '{ statusCode: 200, headers: { a: "b\\nc" } }',
    '{ statusCode: 200, cookies: "a=1" }',
    'Promise.reject(new Error("no"))',
  ])('fails for %s', async (returned) => {
    expect(await answerTo(returned)).toMatchObject(INTERNAL);
  });
});

it('fails for a function whose policy does not allow the route, and the request log says so', async () => {
  const { endpoint, apiId } = await deployApi(stand, { isAllowed: false, routes: ['GET /a', 'GET /b'] });
  await stand.lambda.addPermission({
    FunctionName: 'example',
    StatementId: 'one',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/*/*/a`,
  });
  expect((await ask(`${endpoint}/a`)).status).toBe(200);
  expect(await ask(`${endpoint}/b`)).toMatchObject(INTERNAL);
  const logged = stand.aws.requests.list().filter(({ service }) => service === 'execute-api');
  expect(logged).toMatchObject([
    { operation: `${apiId} GET /a`, status: 200, caller: 'anonymous', region: 'us-east-1' },
    {
      operation: `${apiId} GET /b`,
      status: 500,
      note: expect.stringContaining("doesn't have permissions") as string,
    },
  ]);
});

it('gives up on a function that takes too long', async () => {
  const code = 'exports.handler = () => new Promise(() => {});';
  const { endpoint } = await deployApi(stand, { code, function: { Timeout: 900 }, timeoutInMillis: 20_000 });
  const asked = ask(endpoint);
  const isInvoked = async (): Promise<boolean> => {
    await stand.lambda.listFunctions({});
    return stand.aws.clock.nextDue() !== undefined;
  };
  while (!(await isInvoked()));
  await stand.aws.clock.advance(20_001);
  expect(await asked).toMatchObject({ status: 503, body: { message: 'Service Unavailable' } });
});

it('is unavailable while its function is throttled', async () => {
  const code = 'exports.handler = () => new Promise(() => {});';
  const { endpoint } = await deployApi(narrow, { code, function: { Timeout: 900 } });
  const asked = [ask(endpoint), ask(endpoint)].map((answer) => answer.catch(() => undefined));
  // One of both never ends.
  expect(await Promise.race(asked)).toMatchObject({ status: 503, body: { message: 'Service Unavailable' } });
});

it('refuses a body above 10 MB, and one that Lambda does not take', async () => {
  const { endpoint } = await deployApi(stand);
  const send = (bytes: number): ReturnType<typeof ask> =>
    ask(endpoint, { method: 'POST', body: 'x'.repeat(bytes), headers: { 'content-type': 'text/plain' } });
  const tooLarge = { status: 413, body: { message: 'Request Entity Too Large' } };
  expect(await send(10 * 1024 * 1024 + 1)).toMatchObject(tooLarge);
  expect(await send(7 * 1024 * 1024)).toMatchObject(tooLarge);
});

it('takes any JSON as the output of a function, or refuses it with a reason', () => {
  const member = fc.oneof(fc.jsonValue(), fc.constantFrom(200, 'text', null, true));
  const output = fc.oneof(
    fc.jsonValue(),
    fc.record(
      { statusCode: member, headers: member, cookies: member, body: member, isBase64Encoded: member },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(output, (value) => {
      try {
        const { status, headers } = lambdaAnswer(JSON.stringify(value));
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(600);
        for (const [name, text] of headers) expect(`${name}${text}`).not.toMatch(/[\r\n]/);
      } catch (error) {
        expect((error as Error).message).toContain("doesn't match the format");
      }
    }),
  );
});
