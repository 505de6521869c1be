import { awsForAll } from '../support/test-aws';
import { head as signed, rawAnswer } from './raw-exchange';

const request = (service: string, line: string, ...headers: string[]): string =>
  signed(service, line, 'Content-Length: 0', ...headers);

describe('an answer', () => {
  const aws = awsForAll();
  beforeAll(async () => {
    await rawAnswer(aws.endpoint, request('s3', 'PUT /shop'));
    await fetch(`${aws.endpoint}/shop/key`, { method: 'PUT', body: 'five…' });
  });

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

  it('has a Date until the clock is turned by more than a minute', async () => {
    const date = async (): Promise<string | null> =>
      (await fetch(`${aws.endpoint}/_local/health`)).headers.get('date');
    expect(Math.abs(Date.parse((await date())!) - Date.now())).toBeLessThan(60_000);
    await aws.clock.advance(2 * 60_000);
    expect(await date()).toBeNull();
  });
});
