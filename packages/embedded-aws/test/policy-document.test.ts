import { parsePolicyDocument } from '../src/policy-document';

const policy = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: statement });

const EVERYBODY = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };

it('one value stands for a list of one, everywhere but for everybody', () => {
  const { document } = parsePolicyDocument(
    policy([
      EVERYBODY,
      {
        Sid: 'Read',
        Effect: 'Allow',
        Principal: { Service: 'personalize.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: ['a', 'b'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': 123456789012 },
          Bool: { 'aws:SecureTransport': [true] },
        },
      },
    ]),
    'resource',
  );
  expect(document).toEqual({
    version: '2012-10-17',
    statements: [
      { ...EVERYBODY, Action: ['*'], Resource: ['*'] },
      {
        Sid: 'Read',
        Effect: 'Allow',
        Principal: { Service: ['personalize.amazonaws.com'] },
        Action: ['s3:GetObject'],
        Resource: ['a', 'b'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': ['123456789012'] },
          Bool: { 'aws:SecureTransport': ['true'] },
        },
      },
    ],
  });
});

it.each([
  [
    'trust',
    { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' },
    'prohibited field Resource',
  ],
  ['trust', { Effect: 'Allow', Action: 'sts:AssumeRole' }, 'Missing required field Principal'],
  ['resource', { Effect: 'Allow', Action: 's3:*', Resource: '*' }, 'Missing required field Principal'],
  ['identity', { Effect: 'Allow', Action: 's3:*', NotAction: 's3:*', Resource: '*' }, 'must contain actions'],
  ['identity', { Effect: 'Allow', Action: [7], Resource: '*' }, 'Action must be a string'],
  ['identity', 'Allow', 'A statement must be a JSON object'],
] as const)('a %s policy of %j fails', (kind, statement, problem) => {
  expect(parsePolicyDocument(policy(statement as object), kind).problem).toContain(problem);
});
