import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { strangerProblem } from '../../../local/gateway/stranger-problem';
import { startLocalAws, type LocalAws } from '../../../local/local-aws';
import { rawAnswer } from './raw-exchange';

const problemOf = (headers: IncomingHttpHeaders, remoteAddress = '127.0.0.1'): string | undefined =>
  strangerProblem({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);

const HOST = '127.0.0.1:4566';

describe('a request', () => {
  it.each([
    '127.0.0.1',
    HOST,
    'localhost:4566',
    'LOCALHOST:4566',
    '[::1]:4566',
    'shop.localhost:4566',
    'my.shop.localhost',
    's3.us-east-1.amazonaws.com',
    'shop.s3.us-east-1.amazonaws.com',
    'my.shop.s3-eu-west-1.amazonaws.com:4566',
    'shop.s3.amazonaws.com',
    'shop.s3.cn-north-1.amazonaws.com.cn',
    'cfn-response.localaws.invalid',
  ])('for the host %s is taken', (host) => {
    expect(problemOf({ host })).toBeUndefined();
  });

  it.each([
    'evil.example',
    'evil.example:4566',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil-localhost',
    's3.evil.example',
    'shop.s3.evil.com',
    's3.amazonaws.com.evil.example',
    'evil.localaws.invalid',
    '0.0.0.0:4566',
    '192.168.1.2:4566',
    '127.0.0.1:4566@evil.example',
    '127.0.0.1:4566, evil.example',
    '',
  ])('fails for the host "%s"', (host) => {
    expect(problemOf({ host })).toBe(
      `The Host header names "${host}"; use 127.0.0.1, localhost, [::1] or a name under localhost.`,
    );
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('from the peer %s is taken', (peer) => {
    expect(problemOf({ host: HOST }, peer)).toBeUndefined();
  });

  it.each(['192.168.1.2', '10.127.0.1', '::ffff:10.0.0.1', 'fe80::1', ''])(
    'fails from the peer "%s"',
    (peer) => {
      expect(problemOf({ host: HOST }, peer)).toContain('is another machine; only this one is answered');
    },
  );

  it.each<[string, IncomingHttpHeaders]>([
    ['its own page', { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }],
    ['an address that somebody typed', { 'sec-fetch-site': 'none' }],
  ])('of %s is taken', (_, headers) => {
    expect(problemOf({ host: HOST, ...headers })).toBeUndefined();
  });

  it.each<[string, IncomingHttpHeaders]>([
    ['a page of a web site', { origin: 'https://evil.example' }],
    ['a page in a frame without rights', { origin: 'null' }],
    ['a page of another port', { origin: 'http://127.0.0.1:3000' }],
    ['a page over HTTPS', { origin: `https://${HOST}` }],
    ['an image of a web site', { 'sec-fetch-site': 'cross-site' }],
    ['an image of another port', { 'sec-fetch-site': 'same-site' }],
  ])('fails from %s', (_, headers) => {
    expect(problemOf({ host: HOST, ...headers })).toMatch(/^A page of /);
  });
});

describe('the embedded AWS', () => {
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
    const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request' };
    await fetch(`${aws.endpoint}/shop`, { method: 'PUT', headers: signed });
  });
  afterAll(() => aws.close());

  const inventory = async (): Promise<unknown> => (await fetch(`${aws.endpoint}/_local/inventory`)).json();

  it.each([
    ['a rebound name', 'POST /_local/reset HTTP/1.1\r\nHost: evil.example'],
    [
      'a form of a web site',
      'POST /_local/reset HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example',
    ],
    ['a form to S3', 'PUT /evil HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example'],
    ['HTTP/1.0 without a host', 'POST /_local/reset HTTP/1.0'],
  ])('fails for %s with a sentence and does nothing', async (_, head) => {
    const answer = await rawAnswer(aws.endpoint, `${head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n[^]*(The Host header names|A page of the origin)/);
    expect(await inventory()).toEqual([{ type: 'AWS::S3::Bucket', id: 'shop' }]);
  });
});
