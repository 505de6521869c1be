import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { listenOnLoopback } from 'embedded-aws/gateway/http-server';
import { localPage, type LocalPage } from '../../src/page/local-page';
import type { PageError } from '../../src/page/page-answers';

const HELD_OUT = { holdout: 0.1, holdoutBy: 'user', maxBadRows: 0 } as const;
const DATA = { archive: '/nowhere/shop.tar', data: null, eventTypes: {}, ...HELD_OUT };
const RUN = { endpoint: 'http://127.0.0.1:9', outputs: { DataBucketName: 'data' }, recommendations: {} };

let page: LocalPage;
let server: Server;
beforeEach(async () => {
  server = createServer((_request, response) => {
    const trained = { recommenderArn: 'arn:most-viewed', status: 'ACTIVE', lastUpdatedDateTime: 7 };
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ recommenders: [{ name: `${STACK_NAME}-most-viewed`, ...trained }] }));
  });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  page = await localPage({ speed: 2, data: DATA, useCases: ['most-viewed'], endpoint });
});
afterEach(async () => {
  await page.close();
  server.close();
  server.closeAllConnections();
});

/** No connection is kept, because the page of the next test has the same port. */
const answer = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) =>
    get(`${page.address}${path}`, { agent: false }, resolve).once('error', reject),
  );
async function told(pattern: RegExp): Promise<string> {
  let stream = '';
  for await (const chunk of (await answer('api/deployment')).setEncoding('utf8')) {
    stream += chunk;
    if (pattern.test(stream)) break;
  }
  return pattern.exec(stream)![0];
}

it('the page of a run has the shop of the data until the stack is ready, and none once it is destroyed', async () => {
  const said = async () => JSON.parse(await text(await answer('api/shop'))) as PageError;
  // The archive of this run does not exist.
  expect(await said()).toMatchObject({ error: expect.stringContaining('/nowhere/shop.tar') as string });
  const profile = await answer('profile');
  expect(profile.statusCode).toBe(502);
  expect(await text(profile)).toContain('/nowhere/shop.tar');
  page.onReady(RUN);
  // The AWS of this run is unreachable, so the message is the SDK's.
  const { error, problem } = await said();
  expect(error).not.toContain('not deployed yet');
  expect(problem).toBeUndefined();
  page.onStep('destroy');
  expect((await answer('api/shop')).resume().statusCode).toBe(503);
  expect(await said()).toMatchObject({ problem: { kind: 'destroyed' } });
});

it('the page of a run tells each resource and stage of the run, on a clock that is as fast as the run’s', async () => {
  page.onStep('deploy');
  page.onResource({ logicalId: 'Bucket', type: 'T', status: 'CREATE_IN_PROGRESS', begunMs: 1 });
  expect(await told(/"stage":"\w+","speed":\d/)).toBe('"stage":"deploying","speed":2');
  expect(await told(/"logicalId":"\w+"/)).toBe('"logicalId":"Bucket"');
  // Since when a recommender answers while others are still trained.
  page.onResource({ logicalId: 'R', type: RECOMMENDER_TYPE, status: 'CREATE_IN_PROGRESS', begunMs: 1 });
  expect(await told(/"serving":\{[^}]*\}/)).toBe('"serving":{"most-viewed":7000}');
  page.onReady(RUN);
  expect(await told(/"stage":"\w+"/)).toBe('"stage":"ready"');
});
