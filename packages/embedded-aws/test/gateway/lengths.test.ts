import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { rawAnswer } from './raw-exchange';

const request = (service: string, line: string, ...headers: string[]): string =>
  [
    `${line} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`,
    'Content-Length: 0',
    'Connection: close',
    ...headers,
    '\r\n',
  ].join('\r\n');

describe('an answer', () => {
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
    await rawAnswer(aws.endpoint, request('s3', 'PUT /shop'));
    await fetch(`${aws.endpoint}/shop/key`, { method: 'PUT', body: 'five…' });
  });
  afterAll(() => aws.close());

  it.each([
    ['of JSON', request('personalize', 'POST /', 'X-Amz-Target: AmazonPersonalize.ListSchemas')],
    ['of an error', request('personalize', 'POST /recommendations')],
    ['of XML', request('s3', 'GET /shop?location')],
    ['of a control endpoint', request('s3', 'GET /_local/health')],
  ])('%s says its length', async (_, text) => {
    const [head, body] = (await rawAnswer(aws.endpoint, text)).split('\r\n\r\n');
    expect(head.toLowerCase()).toContain(`\r\ncontent-length: ${body.length}`);
    expect(head.toLowerCase()).not.toContain('transfer-encoding');
  });

  it('to HEAD says the length of the object, and has no body', async () => {
    const [head, body] = (await rawAnswer(aws.endpoint, request('s3', 'HEAD /shop/key'))).split('\r\n\r\n');
    expect(head.toLowerCase()).toContain('\r\ncontent-length: 7');
    expect(body).toBe('');
  });

  it('without a body says no length', async () => {
    const answer = await rawAnswer(aws.endpoint, request('s3', 'DELETE /shop/none'));
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(answer.toLowerCase()).not.toContain('content-length');
  });
});
