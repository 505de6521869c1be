import { signedFor } from './raw-exchange';
import { awsForAll } from '../support/test-aws';

const SAYS = 'The embedded AWS has no service';
const JSON_ERROR = (service: string): object => ({
  __type: 'UnknownService',
  message: `${SAYS} ${service}`,
  Message: `${SAYS} ${service}`,
});

describe('a service that is missing', () => {
  const aws = awsForAll({ functions: 'inline' });

  async function ask(
    service: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; type: string | null; body: Buffer }> {
    const init = { method: 'POST', headers: { ...signedFor(service), ...headers }, body: 'x' };
    const response = await fetch(aws.endpoint, init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  it.each([
    ['dynamodb', { 'content-type': 'application/x-amz-json-1.0' }, 'application/x-amz-json-1.0'],
    ['appsync', { 'content-type': 'application/json' }, 'application/json'],
    ['eks', {}, 'application/json'],
  ])('answers %s in JSON', async (service, headers, type) => {
    const answer = await ask(service, headers);
    expect(answer).toMatchObject({ status: 404, type });
    expect(JSON.parse(answer.body.toString())).toEqual(JSON_ERROR(service));
  });

  it.each([
    ['sqs', { 'content-type': 'application/x-www-form-urlencoded' }, /^<ErrorResponse><Error><Type>Sender</],
    ['ec2', { 'content-type': 'application/x-www-form-urlencoded' }, /^<Response><Errors><Error><Code>/],
    ['route53', { 'content-type': 'application/xml' }, /^<ErrorResponse><Error>/],
    ['cloudfront', {}, /^<ErrorResponse><Error>/],
  ])('answers %s in XML', async (service, headers, start) => {
    const answer = await ask(service, headers);
    expect(answer).toMatchObject({ status: 404, type: 'text/xml' });
    expect(answer.body.toString()).toMatch(start);
    expect(answer.body.toString()).toContain(`<Message>${SAYS} ${service}</Message>`);
  });

  it('answers in CBOR', async () => {
    const answer = await ask('dynamodb', { 'smithy-protocol': 'rpc-v2-cbor' });
    expect(answer).toMatchObject({ status: 404, type: 'application/cbor' });
    // A map of three, and the length of its first text in two bytes.
    expect([...answer.body.subarray(0, 4)]).toEqual([0xa3, 0x79, 0, 6]);
    expect(answer.body.toString('latin1')).toContain(`${SAYS} dynamodb`);
  });
});
