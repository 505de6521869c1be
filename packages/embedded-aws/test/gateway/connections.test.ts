import { S3 } from '@aws-sdk/client-s3';
import { Agent } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LoggedRequest } from '../../src/request-log';
import { awsForAll } from '../support/test-aws';
import { head as signed, rawAnswer } from './raw-exchange';

describe('a connection within this process (HTTP-17)', () => {
  const heard: Pick<LoggedRequest, 'service' | 'operation' | 'status'>[] = [];
  const answers: unknown[] = [];
  const aws = awsForAll({
    onRequest: ({ service, operation, status }, exchange) => {
      heard.push({ service, operation, status });
      answers.push(exchange?.answered);
    },
  });
  const httpAgent = Object.assign(new Agent({ keepAlive: true }), { createConnection: () => aws.connect() });
  const s3 = aws.client(S3, { requestHandler: { httpAgent }, maxAttempts: 3 });

  const content = async (): Promise<Uint8Array> => {
    const { Body } = await s3.getObject({ Bucket: 'shop', Key: 'file' });
    return Body!.transformToByteArray();
  };

  it('carries requests and answers of any size, one after another, and whoever listens hears of each', async () => {
    await s3.createBucket({ Bucket: 'shop' });
    for (const bytes of [0, 10, 5_000_000]) {
      await s3.putObject({ Bucket: 'shop', Key: 'file', Body: Buffer.alloc(bytes, 'x') });
      expect(Buffer.alloc(bytes, 'x').equals(await content())).toBe(true);
    }
    const operations = ['CreateBucket', ...Array<string[]>(3).fill(['PutObject', 'GetObject']).flat()];
    expect(heard).toEqual(operations.map((operation) => ({ service: 's3', operation, status: 200 })));
    expect(answers[0]).toMatchObject({ status: 200 });
  });

  it('is closed at one end when it is at the other', async () => {
    const client = aws.connect();
    client.write('what?\r\n\r\n');
    expect(await text(client)).toContain('HTTP/1.1 400');
  });

  it('is dropped where a fault suppresses the answer', async () => {
    aws.faults.set([{ fault: 'connection-drop', service: 's3', times: 1 }]);
    await content();
    expect(heard.slice(-2).map(({ status }) => status)).toEqual([0, 200]);
  });
});

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
  ])('%s says its length', async (_, asked) => {
    const [head, body] = (await rawAnswer(aws.endpoint, asked)).split('\r\n\r\n');
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
