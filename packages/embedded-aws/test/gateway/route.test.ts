import type { IncomingMessage } from 'node:http';
import { createRouter } from '../../src/gateway/route';
import { reachedByOf } from '../../src/services/service-definition';
import { SERVICES } from '../../src/services/services';

const router = createRouter(reachedByOf(SERVICES));

const routed = (path: string, headers: IncomingMessage['headers'] = {}, query = ''): string => {
  const { api, region, accessKeyId } = router.routeOf(
    { headers } as IncomingMessage,
    new URLSearchParams(query),
    path,
  );
  return `${api} ${region} ${accessKeyId}`;
};

const credential = (service: string): string => `KEY/20260101/eu-west-1/${service}/aws4_request`;
const signed = (service: string): { authorization: string } => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${credential(service)}, SignedHeaders=host`,
});

const RUNTIME = 'personalize-runtime';
const TARGET = { 'x-amz-target': 'AmazonPersonalize.ListRecipes' };

describe('a request', () => {
  it.each([
    ['is for the service that it is signed for', '/', 'states', {}, 'states'],
    ['of Personalize is for its control plane with a target', '/recommendations', 'personalize', TARGET],
    ['is for its runtime with a path of it', '/personalize-ranking', 'personalize', {}, RUNTIME],
    ['is for its runtime with a path that it refuses', '/action-recommendations', 'personalize', {}, RUNTIME],
    ['is for its events with any other path', '/any', 'personalize', {}, 'personalize-events'],
    ['is for a service that does not exist where it is signed so', '/', 'ec2', {}, 'ec2'],
  ])('%s', (_title, path, service, headers, api = service) => {
    expect(routed(path, { ...signed(service), ...headers })).toBe(`${api} eu-west-1 KEY`);
  });

  it('with a presigned URL is for the service that the query names, and without a signature for S3', () => {
    const query = `X-Amz-Credential=${encodeURIComponent(credential('ssm'))}`;
    expect(routed('/', {}, query)).toBe('ssm eu-west-1 KEY');
    expect(routed('/bucket/key')).toBe('s3 us-east-1 anonymous');
  });

  it('to a response URL is for CloudFormation, in the region of the path, however it is signed', () => {
    const path = '/_local/cfn-response/eu-west-1/token';
    expect(routed(path, signed('s3'))).toBe('cfn-response eu-west-1 anonymous');
    expect([router.isControlPath(path), router.isControlPath('/_local/health')]).toEqual([false, true]);
  });
});

it('every API that shares a signing name with others is told apart from them', () => {
  const shared = Object.entries(reachedByOf(SERVICES)).filter(([, by]) => by.signingName !== undefined);
  const rests = shared.filter(([, { header, paths }]) => header === undefined && paths === undefined);
  expect(rests.map(([api]) => api)).toEqual(['personalize-events']);
});
