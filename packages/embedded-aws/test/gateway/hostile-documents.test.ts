import { signedFor } from './raw-exchange';
import { awsForAll } from '../support/test-aws';

const nested = (open: string, close: string, levels = 100_000): string =>
  open.repeat(levels) + close.repeat(levels);

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

const GET_PARAMETER = 'ssm AmazonSSM.GetParameter';
const ROLE = 'arn:aws:iam::123456789012:role/a';

const DELETE = ['s3', 'POST /shop?delete'] as const;
const MALFORMED = '<Code>MalformedXML';

/** Service and target, request line, body, and words of the error document. */
const CASES: [name: string, service: string, line: string, body: string, words: string][] = [
  ['broken JSON', GET_PARAMETER, 'POST /', '{"Name":', 'SerializationException'],
  ['JSON that is a list', GET_PARAMETER, 'POST /', '[]', 'not a structure'],
  ['JSON that is null', 'lambda', 'POST /2015-03-31/functions', 'null', 'not a structure'],
  ['deep JSON', GET_PARAMETER, 'POST /', `{"Name":${nested('[', ']')}}`, 'nested too deeply'],
  ['bytes that are no UTF-8', GET_PARAMETER, 'POST /', '{"Name":"\xff', 'SerializationException'],
  ['names of prototypes', GET_PARAMETER, 'POST /', '{"Name":"a","__proto__":{"x":1}}', '__proto__'],
  ['a path that is no UTF-8', 'lambda', 'GET /2015-03-31/functions/%ff', '', 'SerializationException'],
  ['a deep form', 'iam', 'POST /', `Action=ListRoles&${'a.'.repeat(200_000)}=1`, 'ValidationError'],
  ['a form that asks for a prototype', 'iam', 'POST /', 'Action=__proto__', 'no operation __proto__'],
  [
    'a deep policy',
    'iam',
    'POST /',
    form({ Action: 'CreateRole', RoleName: 'a', AssumeRolePolicyDocument: nested('[', ']', 9_000) }),
    '<Code>',
  ],
  [
    'a deep template',
    'cloudformation',
    'POST /',
    form({ Action: 'CreateStack', StackName: 'a', TemplateBody: nested('{"Resources":', '}', 3_000) }),
    '<Code>ValidationError',
  ],
  ['broken XML', ...DELETE, '<Delete><Object></Delete>', MALFORMED],
  ['XML with names of prototypes', ...DELETE, '<Delete><__proto__/></Delete>', MALFORMED],
  [
    'entities of files',
    ...DELETE,
    '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><Delete/>',
    MALFORMED,
  ],
  [
    'metadata that breaks a header',
    's3',
    'PUT /shop/a?x-amz-meta-a=%0d%0aSet-Cookie:x',
    'x',
    'is not allowed in a header',
  ],
  [
    'a deep event',
    'events AWSEvents.TestEventPattern',
    'POST /',
    JSON.stringify({ EventPattern: '{"a":["b"]}', Event: nested('{"a":', '}') }),
    'Parameter Event is not valid.',
  ],
  [
    'a deep definition of a state machine',
    'states AWSStepFunctions.CreateStateMachine',
    'POST /',
    JSON.stringify({ name: 'a', roleArn: ROLE, definition: nested('{"States":', '}', 9_000) }),
    'nested too deeply',
  ],
];

describe('a hostile document', () => {
  const aws = awsForAll();
  let bugs: jest.SpyInstance;
  const send = async (api: string, line: string, body: string): Promise<{ status: number; text: string }> => {
    const [method, path] = line.split(' ');
    const [service, target] = api.split(' ');
    const headers = signedFor(service, target);
    const content = method === 'GET' ? undefined : Buffer.from(body, 'latin1');
    const answer = await fetch(aws.endpoint + path, { method, headers, body: content });
    return { status: answer.status, text: await answer.text() };
  };
  beforeAll(async () => {
    await send('s3', 'PUT /shop', '');
    bugs = jest.spyOn(console, 'error').mockImplementation();
  });
  afterAll(() => bugs.mockRestore());

  it.each(CASES)('with %s is answered in the form of its service', async (_, service, line, body, words) => {
    const { status, text } = await send(service, line, body);
    expect({ status, bugs: bugs.mock.calls }).toEqual({ status: 400, bugs: [] });
    expect(text).toContain(words);
  });

  it('for a service of no name finds none', async () => {
    const { status, text } = await send('constructor', 'POST /', '{}');
    expect([status, text]).toEqual([404, expect.stringContaining('has no service constructor')]);
  });

  it('with a template in S3 of more than 1 MB is refused', async () => {
    const validated = async (bytes: number): Promise<string> => {
      await send('s3', 'PUT /shop/template', JSON.stringify({ Resources: {} }).padEnd(bytes));
      const input = { Action: 'ValidateTemplate', TemplateURL: `${aws.endpoint}/shop/template` };
      return (await send('cloudformation', 'POST /', form(input))).text;
    };
    expect(await validated(1_000_000)).toContain('At least one Resources member');
    expect(await validated(1_000_001)).toContain('Template may not exceed 1000000 bytes in size.');
  });

  it.each(['..', '%00', 'us-east-1%2f..', 'US-EAST-1'])(
    'that is signed for the region %s is taken for one that nobody signed',
    async (region) => {
      const credential = `X-Amz-Credential=test/20260101/${region}/ssm/aws4_request`;
      const answer = await fetch(`${aws.endpoint}/shop?${credential}`);
      expect(await answer.text()).toContain('<Name>shop</Name>');
    },
  );
});
