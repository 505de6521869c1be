import fc from 'fast-check';
import { lambdaAnswer } from '../../src/services/apigateway/data/lambda-answer';
import { decodedPath } from '../../src/services/apigateway/data/decoded-path';
import { rawAnswer } from '../gateway/raw-exchange';
import { ask, deployApi, invocations, standForAll, type DeployedApi } from './shop-api';

const stand = standForAll();
const deployed = (): Promise<DeployedApi> =>
  deployApi(stand, { routes: ['GET /items/{id}', 'ANY /{proxy+}'] });

it.each([
  ['a target without a slash at its front', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost', '400'],
  ['a target that is a star', 'OPTIONS * HTTP/1.1\r\nHost: localhost', '400'],
  ['a path that cannot be decoded', 'GET /items/%zz HTTP/1.1\r\nHost: localhost', '400'],
  ['a path that cannot be decoded twice', 'GET /items/%25zz HTTP/1.1\r\nHost: localhost', '400'],
  ['no Host', 'GET /items/1 HTTP/1.0\r\nAccept: a', '403'],
  ['a Host that is not this machine', 'GET /items/1 HTTP/1.1\r\nHost: api.evil.example', '403'],
])('refuses %s, and nothing runs (APIGW-4)', async (_what, head, status) => {
  const { endpoint } = await deployed();
  const answer = await rawAnswer(endpoint, `${head}\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(invocations(stand)).toBe(0);
});

it('gives names that objects have by themselves no meaning', async () => {
  const { endpoint } = await deployed();
  const { status, body } = await ask(`${endpoint}/items/__proto__?__proto__=a&constructor=b`);
  expect(status).toBe(200);
  const { pathParameters, queryStringParameters } = body as Record<string, Record<string, string>>;
  expect(pathParameters.id).toBe('__proto__');
  expect(Object.entries(queryStringParameters)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
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

it('decodes any path, or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const decoded = decodedPath(`/${text}`);
      expect(decoded === undefined || decoded.startsWith('/')).toBe(true);
    }),
  );
});
