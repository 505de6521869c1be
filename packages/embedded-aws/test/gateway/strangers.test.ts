import { RegionInfo } from 'aws-cdk-lib/region-info';
import fc from 'fast-check';
import { createServer, type IncomingMessage } from 'node:http';
import { AWS_REGIONS } from '../../src/services/s3/aws-regions';
import { listenOnLoopback } from '../../src/gateway/http-server';
import { createStrangerProblem } from '../../src/gateway/stranger-problem';
import { awsForAll } from '../support/test-aws';
import { rawAnswer, rawAsk, signedFor } from './raw-exchange';

const aws = awsForAll();
let own: string;
beforeAll(() => (own = new URL(aws.endpoint).host));

/** Status and sentence. */
async function answerTo(headers: Record<string, string>): Promise<{ status?: number; sentence: string }> {
  const { status, body } = await rawAsk(`${aws.endpoint}/_local/health`, { headers });
  return { status, sentence: body };
}

const TAKEN = { status: 200 };
const refusedWith = (sentence: unknown): unknown => ({ status: 403, sentence });

/** Every S3 endpoint of the partitions aws and aws-cn, according to the CDK. */
const S3_ENDPOINTS = [
  's3.amazonaws.com',
  ...RegionInfo.regions
    .filter(({ partition }) => ['aws', 'aws-cn'].includes(partition ?? ''))
    .flatMap(({ name, domainSuffix }) =>
      ['s3.', 's3-', 's3.dualstack.'].map((front) => `${front}${name}.${domainSuffix}`),
    ),
];

describe('a request', () => {
  it.each([
    '127.0.0.1',
    'localhost:4566',
    'LOCALHOST:4566',
    '[::1]:4566',
    'shop.localhost:4566',
    'my.shop.localhost',
    's3.us-east-1.amazonaws.com',
    'shop.s3.us-east-1.amazonaws.com',
    'my.shop.s3-eu-west-1.amazonaws.com:4566',
    'shop.s3.dualstack.eu-west-1.amazonaws.com',
    'shop.s3.amazonaws.com',
    'shop.s3.cn-north-1.amazonaws.com.cn',
    'cfn-response.localaws.invalid',
  ])('for the host %s is taken', async (host) => {
    expect(await answerTo({ host })).toMatchObject(TAKEN);
  });

  it('is taken for S3 in every region that the CDK knows (S3-2)', async () => {
    const regionsOf = (suffix: string): string[] =>
      RegionInfo.regions
        .filter(({ partition, domainSuffix }) => partition !== 'aws-us-gov' && domainSuffix === suffix)
        .map(({ name }) => name);
    for (const [suffix, regions] of Object.entries(AWS_REGIONS)) expect(regions).toEqual(regionsOf(suffix));
    for (const host of S3_ENDPOINTS) expect([host, await answerTo({ host })]).toMatchObject([host, TAKEN]);
  });

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.2',
    'localhost.evil.example',
    'localhost.',
    '.localhost',
    'a..localhost',
    's3.evilamazonaws.com',
    's3.us-east-1-amazonaws.com',
    'shop.s3.us-east-1.evilamazonaws.com',
    's3.us-east-1.amazonaws.com.evil.example',
    's3.us-east-1.amazonaws.com.cn',
    's3.evil.amazonaws.com',
    'evil.us-east-1.elb.amazonaws.com',
    's3.evil.execute-api.us-east-1.amazonaws.com',
    's3.ec2-203-0-113-1.compute-1.amazonaws.com',
    'sts.us-east-1.amazonaws.com',
    'evil.localaws.invalid',
    '0.0.0.0:4566',
    '192.168.1.2:4566',
    '2130706433',
    '127.0.0.1:4566@evil.example',
    '127.0.0.1:4566, evil.example',
  ])('fails for the host "%s" (HTTP-1)', async (host) => {
    const sentence = `The Host header names "${host}"; use 127.0.0.1, localhost or [::1].\n`;
    expect(await answerTo({ host })).toEqual(refusedWith(sentence));
  });

  it('fails for every name that looks like one of S3’s or this machine’s and is not', async () => {
    const ours = ['localhost', ...S3_ENDPOINTS];
    const isOurs = (name: string): boolean =>
      ['127.0.0.1', 'cfn-response.localaws.invalid', ...ours].includes(name) ||
      ours.some((one) => name.endsWith(`.${one}`));
    const lookAlike = fc
      .record({
        name: fc.constantFrom('127.0.0.1', 'shop.localhost', ...S3_ENDPOINTS),
        at: fc.nat(60),
        cut: fc.nat(2),
        put: fc.stringMatching(/^[a-z0-9.-]{0,8}$/),
        front: fc.constantFrom('', 'shop.', 's3.', 'evil'),
        end: fc.constantFrom('', '', '', '.', '.evil.example', '.cn', '.com'),
      })
      .map(({ name, at, cut, put, front, end }) => {
        const edge = at % (name.length + 1);
        return front + name.slice(0, edge) + put + name.slice(edge + cut) + end;
      })
      .filter((name) => !isOurs(name));
    await fc.assert(
      fc.asyncProperty(lookAlike, async (host) =>
        expect(await answerTo({ host })).toMatchObject({ status: 403 }),
      ),
      { numRuns: 1000, examples: [['s3.evilamazonaws.com']] },
    );
  });

  const peerProblem = async (remoteAddress: string): Promise<string | undefined> =>
    createStrangerProblem(createServer(), { peerUser: async () => 0 })({
      headers: { host: own },
      socket: { remoteAddress },
    } as unknown as IncomingMessage);

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    'from the peer %s is taken',
    async (peer) => {
      expect(await peerProblem(peer)).toBeUndefined();
    },
  );

  it.each(['192.168.1.2', '10.127.0.1', '::ffff:10.0.0.1', 'fe80::1', ''])(
    'fails from the peer "%s" (HTTP-1)',
    async (peer) => {
      expect(await peerProblem(peer)).toContain(
        'is another machine; only connections from this machine are accepted',
      );
    },
  );

  it.each([() => `http://${own}`, () => `http://localhost:${port()}`, () => `http://[::1]:${port()}`])(
    'of its own page is taken, whatever of its names it goes by (%#)',
    async (origin) => {
      const headers = { origin: origin(), 'sec-fetch-site': 'same-origin' };
      expect(await answerTo(headers)).toMatchObject(TAKEN);
      expect(await answerTo({ host: `localhost:${port()}`, ...headers })).toMatchObject(TAKEN);
    },
  );

  it('of an address that somebody typed is taken', async () => {
    expect(await answerTo({ 'sec-fetch-site': 'none' })).toMatchObject(TAKEN);
  });

  it.each<[string, () => Record<string, string>]>([
    ['a page of a web site', () => ({ origin: 'https://evil.example' })],
    ['a page in a frame without rights', () => ({ origin: 'null' })],
    ['a page without an origin', () => ({ origin: '' })],
    ['a page of another port', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['a page over HTTPS', () => ({ origin: `https://${own}` })],
    [
      'a page of a bucket on AWS that asks by the bucket’s name',
      () => samePlace('evil-bucket.s3.us-east-1.amazonaws.com'),
    ],
    ['a page of S3 on AWS', () => samePlace(`s3.us-east-1.amazonaws.com:${port()}`)],
    ['a page in a bucket here', () => samePlace(`bucket.localhost:${port()}`)],
    ['a page of the response’s host', () => samePlace('cfn-response.localaws.invalid')],
  ])('fails from %s (HTTP-2)', async (_, headers) => {
    const { origin } = headers();
    const sentence =
      `Requests from pages of the origin ${origin} are refused; allowed origins: http://127.0.0.1:${port()}, http://[::1]:${port()}, ` +
      `http://localhost:${port()}. Call it from a program instead, such as the back end of your page.\n`;
    expect(await answerTo(headers())).toEqual(refusedWith(sentence));
  });

  it.each(['cross-site', 'same-site'])('fails from an image of a page that is %s', async (site) => {
    const sentence = expect.stringContaining(`Sec-Fetch-Site: ${site}`) as unknown;
    expect(await answerTo({ 'sec-fetch-site': site })).toEqual(refusedWith(sentence));
  });
});

const port = (): string => new URL(aws.endpoint).port;
/** Host and Origin of a same-origin page. */
const samePlace = (host: string): Record<string, string> => ({ host, origin: `http://${host}` });

it('a server listens on 127.0.0.1 alone, which no other machine reaches', async () => {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  expect(address).toEqual({ address: '127.0.0.1', family: 'IPv4', port });
});

describe('the embedded AWS', () => {
  beforeAll(async () => {
    await fetch(`${aws.endpoint}/shop`, { method: 'PUT', headers: signedFor('s3') });
  });

  // Browsers send an Origin with everything except GET and HEAD.
  it.each(['GET', 'HEAD'])('fails to change anything when it is asked with %s', async (method) => {
    const headers = signedFor('kms', 'TrentService.CreateKey');
    expect((await fetch(aws.endpoint, { method, headers })).status).toBe(400);
    expect(await aws.inventory()).toEqual([{ type: 'AWS::S3::Bucket', id: 'shop' }]);
  });

  it.each([
    ['a rebound name', 'POST /_local/reset HTTP/1.1\r\nHost: evil.example'],
    [
      'a form of a web site',
      'POST /_local/reset HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example',
    ],
    ['a form to S3', 'PUT /evil HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example'],
    ['an empty host', 'POST /_local/reset HTTP/1.1\r\nHost:'],
    ['HTTP/1.0 without a host', 'POST /_local/reset HTTP/1.0'],
  ])('fails for %s with a sentence and does nothing', async (_, head) => {
    const answer = await rawAnswer(aws.endpoint, `${head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(
      /^HTTP\/1\.1 403 Forbidden\r\n[^]*(The Host header names|Requests from pages of the origin)/,
    );
    expect(await aws.inventory()).toEqual([{ type: 'AWS::S3::Bucket', id: 'shop' }]);
  });
});
