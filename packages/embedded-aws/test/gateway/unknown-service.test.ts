import { signedFor } from './raw-exchange';
import { awsForAll } from '../support/test-aws';

const SAYS = 'The embedded AWS has no service';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const inXml = (start: string) => (service: string) =>
  new RegExp(`^${start}.*<Message>${SAYS} ${service}</Message>`);
const inJson = (service: string): RegExp =>
  new RegExp(`^{"__type":"UnknownService","message":"${SAYS} ${service}","Message":"${SAYS} ${service}"}$`);
// A map of three, and the length of its first text in two bytes.
const inCbor = (service: string): RegExp => new RegExp(`^\\xa3\\x79\\x00\\x06.*${SAYS} ${service}`, 's');

describe('a service that is missing', () => {
  const aws = awsForAll({ functions: 'inline' });

  it.each<
    [service: string, headers: Record<string, string>, type: string, said: (service: string) => RegExp]
  >([
    ['dynamodb', { 'content-type': 'application/x-amz-json-1.0' }, 'application/x-amz-json-1.0', inJson],
    ['appsync', { 'content-type': 'application/json' }, 'application/json', inJson],
    ['eks', {}, 'application/json', inJson],
    ['sqs', FORM, 'text/xml', inXml('<ErrorResponse><Error><Type>Sender<')],
    ['ec2', FORM, 'text/xml', inXml('<Response><Errors><Error><Code>')],
    ['route53', { 'content-type': 'application/xml' }, 'text/xml', inXml('<ErrorResponse><Error>')],
    ['cloudfront', {}, 'text/xml', inXml('<ErrorResponse><Error>')],
    ['dynamodb', { 'smithy-protocol': 'rpc-v2-cbor' }, 'application/cbor', inCbor],
  ])('answers %s with %j in %s', async (service, headers, type, said) => {
    const init = { method: 'POST', headers: { ...signedFor(service), ...headers }, body: 'x' };
    const response = await fetch(aws.endpoint, init);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, type]);
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(said(service));
  });
});
