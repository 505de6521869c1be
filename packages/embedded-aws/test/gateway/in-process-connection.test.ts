import { S3 } from '@aws-sdk/client-s3';
import { Agent } from 'node:http';
import type { LoggedRequest } from '../../src/request-log';
import { awsForAll } from '../support/test-aws';

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
    const broken = await new Promise<string>((resolve) => {
      const client = aws.connect();
      let received = '';
      client.on('data', (data) => (received += String(data)));
      client.on('close', () => resolve(received));
      client.write('what?\r\n\r\n');
    });
    expect(broken).toContain('HTTP/1.1 400');
  });

  it('is dropped where a fault suppresses the answer', async () => {
    aws.faults.set([{ fault: 'connection-drop', service: 's3', times: 1 }]);
    await content();
    expect(heard.slice(-2).map(({ status }) => status)).toEqual([0, 200]);
  });
});
