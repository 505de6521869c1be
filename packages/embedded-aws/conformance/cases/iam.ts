import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import { refusal, type Account } from '../account';
import type { ConformanceCase, Source } from '../conformance-case';
import { recorded, snapshot } from '../sources';

const guide = (page: string): Source => recorded('awsdocs/iam-user-guide', `doc_source/${page}.md`);
const LOGIC = guide('reference_policies_evaluation-logic');
const BOUNDARIES = guide('access_policies_boundaries');
const OPERATORS = guide('reference_policies_elements_condition_operators');

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string | string[], Resource: string | string[] = '*', more: object = {}): object => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});
const TRUST = policy({ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' });
const ROLE = 'arn:aws:iam::123456789012:role/carlos';
const BUCKET = 'arn:aws:s3:::carlos-logs';

/** Policies around a role that calls S3. */
interface Policies {
  readonly identity?: readonly object[];
  readonly boundary?: readonly object[];
  readonly resource?: readonly object[];
}

/** The buckets and objects of every case, and a client in a session of the role. */
async function s3Of(account: Account, { identity, boundary, resource }: Policies): Promise<S3> {
  const { client, aws } = account;
  const owner = client(S3);
  for (const Bucket of ['carlos', 'carlos-logs', 'shop-data']) {
    await owner.createBucket({ Bucket });
    await owner.putObject({ Bucket, Key: 'a', Body: 'x' });
  }
  const iam = client(IAM);
  const PermissionsBoundary =
    boundary &&
    (await iam.createPolicy({ PolicyName: 'boundary', PolicyDocument: policy(...boundary) })).Policy!.Arn;
  await iam.createRole({ RoleName: 'carlos', AssumeRolePolicyDocument: TRUST, PermissionsBoundary });
  if (identity)
    await iam.putRolePolicy({ RoleName: 'carlos', PolicyName: 'p', PolicyDocument: policy(...identity) });
  if (resource) await owner.putBucketPolicy({ Bucket: 'carlos-logs', Policy: policy(...resource) });
  const { Credentials } = await client(STS).assumeRole({ RoleArn: ROLE, RoleSessionName: 'session' });
  return client(S3, {
    endpoint: aws.endpoint,
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
    },
  });
}

type Call = (s3: S3) => Promise<unknown>;
const get =
  (Bucket: string): Call =>
  (s3) =>
    s3.getObject({ Bucket, Key: 'a' });
const put =
  (Bucket: string): Call =>
  (s3) =>
    s3.putObject({ Bucket, Key: 'b', Body: 'x' });
const list =
  (more: object = {}): Call =>
  (s3) =>
    s3.listObjectsV2({ Bucket: 'shop-data', ...more });
const buckets: Call = (s3) => s3.listBuckets({});

const CARLOS: Policies = {
  identity: [
    allow(['s3:GetBucketLocation', 's3:ListAllMyBuckets'], 'arn:aws:s3:::*'),
    allow('s3:*', ['arn:aws:s3:::carlos/*', 'arn:aws:s3:::carlos']),
    deny('s3:*', 'arn:aws:s3:::*log*'),
  ],
  resource: [
    { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`] },
  ],
};
const toRole = (Effect: string): object => ({
  Effect,
  Principal: { AWS: ROLE },
  Action: 's3:GetObject',
  Resource: `${BUCKET}/*`,
});
const onlyWhen = (Condition: object, Action = 's3:ListBucket'): Policies => ({
  identity: [allow(Action, '*', { Condition })],
});

/** What the documentation says of a request, and whether it is allowed. */
const DECISIONS: readonly (readonly [
  id: string,
  source: Source,
  policies: Policies,
  call: Call,
  allowed: boolean,
])[] = [
  [
    'an explicit denial of the identity wins over the bucket’s permission',
    LOGIC,
    CARLOS,
    put('carlos-logs'),
    false,
  ],
  ['the statement of one’s own bucket allows everything there', LOGIC, CARLOS, put('carlos'), true],
  ['the statement of lists allows to list the buckets', LOGIC, CARLOS, buckets, true],
  ['what no statement allows is denied implicitly', LOGIC, CARLOS, get('shop-data'), false],
  ['no policy at all denies', LOGIC, {}, get('shop-data'), false],
  [
    'an identity’s permission is enough',
    LOGIC,
    { identity: [allow('s3:GetObject')] },
    get('shop-data'),
    true,
  ],
  ['a resource’s permission is enough', LOGIC, { resource: [toRole('Allow')] }, get('carlos-logs'), true],
  [
    'a resource’s denial wins over the identity’s permission',
    LOGIC,
    { identity: [allow('s3:*')], resource: [toRole('Deny')] },
    get('carlos-logs'),
    false,
  ],
  ['an action is allowed by its wildcard', LOGIC, { identity: [allow('s3:Get*')] }, get('shop-data'), true],
  ['an action outside the wildcard is not', LOGIC, { identity: [allow('s3:Get*')] }, put('shop-data'), false],
  ['a boundary alone grants nothing', BOUNDARIES, { boundary: [allow('s3:*')] }, get('shop-data'), false],
  [
    'a boundary without the action limits the identity',
    BOUNDARIES,
    { identity: [allow('s3:*')], boundary: [allow(['cloudwatch:*', 'ec2:*'])] },
    get('shop-data'),
    false,
  ],
  [
    'what both the identity and the boundary allow is allowed',
    BOUNDARIES,
    { identity: [allow('s3:*')], boundary: [allow(['s3:*', 'ec2:*'])] },
    get('shop-data'),
    true,
  ],
  [
    'a denial in the boundary wins',
    BOUNDARIES,
    { identity: [allow('s3:*')], boundary: [allow('s3:*'), deny('s3:*', [BUCKET, `${BUCKET}/*`])] },
    get('carlos-logs'),
    false,
  ],
  [
    'a denial in the boundary leaves the other resources',
    BOUNDARIES,
    { identity: [allow('s3:*')], boundary: [allow('s3:*'), deny('s3:*', [BUCKET, `${BUCKET}/*`])] },
    get('shop-data'),
    true,
  ],
  [
    'a resource’s permission to the role is limited by its boundary',
    BOUNDARIES,
    { resource: [toRole('Allow')], boundary: [allow('ec2:*')] },
    get('carlos-logs'),
    false,
  ],
  [
    'StringLike holds by a wildcard',
    OPERATORS,
    onlyWhen({ StringLike: { 's3:prefix': ['', 'home/*'] } }),
    list({ Prefix: 'home/a' }),
    true,
  ],
  [
    'StringLike fails without one',
    OPERATORS,
    onlyWhen({ StringLike: { 's3:prefix': ['', 'home/*'] } }),
    list({ Prefix: 'other/a' }),
    false,
  ],
  [
    'StringEquals regards case',
    OPERATORS,
    onlyWhen({ StringEquals: { 's3:prefix': 'Home' } }),
    list({ Prefix: 'home' }),
    false,
  ],
  [
    'StringEqualsIgnoreCase does not',
    OPERATORS,
    onlyWhen({ StringEqualsIgnoreCase: { 's3:prefix': 'Home' } }),
    list({ Prefix: 'home' }),
    true,
  ],
  [
    'StringNotEquals of another value holds',
    OPERATORS,
    onlyWhen({ StringNotEquals: { 's3:prefix': 'home' } }),
    list({ Prefix: 'other' }),
    true,
  ],
  [
    'a key that is absent fails a match',
    OPERATORS,
    onlyWhen({ StringEquals: { 'aws:SourceArn': 'home' } }),
    list(),
    false,
  ],
  [
    'a key that is absent holds a negated match',
    OPERATORS,
    onlyWhen({ StringNotLike: { 'aws:SourceArn': 'home' } }),
    list(),
    true,
  ],
  [
    'a key that is absent holds with IfExists',
    OPERATORS,
    onlyWhen({ StringLikeIfExists: { 'aws:SourceArn': 'home' } }),
    list(),
    true,
  ],
  [
    'NumericLessThanEquals holds up to the limit',
    OPERATORS,
    onlyWhen({ NumericLessThanEquals: { 's3:max-keys': '10' } }),
    list({ MaxKeys: 10 }),
    true,
  ],
  [
    'NumericLessThanEquals fails beyond it',
    OPERATORS,
    onlyWhen({ NumericLessThanEquals: { 's3:max-keys': '10' } }),
    list({ MaxKeys: 11 }),
    false,
  ],
  [
    'Null true holds where the key is absent',
    OPERATORS,
    onlyWhen({ Null: { 'aws:SourceArn': 'true' } }),
    list(),
    true,
  ],
  [
    'Null true fails where the key is there',
    OPERATORS,
    onlyWhen({ Null: { 's3:prefix': 'true' } }),
    list({ Prefix: 'a' }),
    false,
  ],
  [
    'IpAddress fails outside its range',
    OPERATORS,
    onlyWhen({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    list(),
    false,
  ],
  [
    'ArnLike of the principal’s own ARN holds',
    OPERATORS,
    onlyWhen({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/carlos' } }),
    list(),
    true,
  ],
  [
    'DateGreaterThan of a past date holds',
    OPERATORS,
    onlyWhen({ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:01Z' } }),
    list(),
    true,
  ],
  [
    'DateLessThan of a past date fails',
    OPERATORS,
    onlyWhen({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:01Z' } }),
    list(),
    false,
  ],
];

/** Cases of IAM. */
export const iam: readonly ConformanceCase[] = [
  ...DECISIONS.map(([id, source, policies, call, allowed]): ConformanceCase => ({
    id,
    title: `${id}: ${allowed ? 'allowed' : 'denied'}`,
    source,
    run: async (account) => {
      const answer = (await refusal(call(await s3Of(account, policies)))) as {
        answer?: unknown;
        code?: string;
      };
      return answer.answer === undefined ? answer.code : 'allowed';
    },
    expected: allowed ? 'allowed' : 'AccessDenied',
  })),
  {
    id: 'secure transport',
    title: 'Bool of aws:SecureTransport false holds over HTTP, so that a denial by it strikes',
    source: OPERATORS,
    differs: 'IAM-10',
    run: async (account) => {
      const s3 = await s3Of(account, {
        identity: [
          allow('s3:*'),
          deny('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ],
      });
      return (await s3.listBuckets({})).$metadata.httpStatusCode;
    },
    expected: 200,
  },
  {
    id: 'a missing object without s3:ListBucket',
    title: 'GetObject of a missing key without s3:ListBucket is AccessDenied',
    source: { url: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html' },
    run: async (account) => {
      const s3 = await s3Of(account, { identity: [allow('s3:GetObject')] });
      return refusal(s3.getObject({ Bucket: 'shop-data', Key: 'none' }));
    },
    expected: { code: 'AccessDenied', status: 403 },
  },
  {
    id: 'a trust policy that is no JSON',
    title: 'a trust policy that is not JSON is MalformedPolicyDocument',
    source: snapshot(
      'iam/test_iam',
      'TestIAMExtensions::test_create_role_with_malformed_assume_role_policy_document',
    ),
    run: ({ client }) =>
      refusal(client(IAM).createRole({ RoleName: 'r', AssumeRolePolicyDocument: '{"a":}' })),
    expected: { code: /^MalformedPolicyDocument/, message: 'This policy contains invalid Json', status: 400 },
  },
  {
    id: 'a policy by its name',
    title: 'AttachRolePolicy of what is no ARN is refused: Invalid ARN:  Could not be parsed!',
    source: snapshot('iam/test_iam', 'TestIAMIntegrations::test_role_attach_policy'),
    run: async ({ client }) => {
      await client(IAM).createRole({ RoleName: 'r', AssumeRolePolicyDocument: TRUST });
      return refusal(client(IAM).attachRolePolicy({ RoleName: 'r', PolicyArn: 'longpolicynamebutnoarn' }));
    },
    expected: { code: 'ValidationError', message: 'Invalid ARN:  Could not be parsed!', status: 400 },
  },
  {
    id: 'a policy that is not there',
    title: 'AttachRolePolicy of a missing policy is NoSuchEntity: … does not exist or is not attachable.',
    source: snapshot('iam/test_iam', 'TestIAMIntegrations::test_role_attach_policy'),
    run: async ({ client }) => {
      await client(IAM).createRole({ RoleName: 'r', AssumeRolePolicyDocument: TRUST });
      return refusal(
        client(IAM).attachRolePolicy({ RoleName: 'r', PolicyArn: 'arn:aws:iam::123456789012:policy/none' }),
      );
    },
    expected: {
      code: /^NoSuchEntity/,
      message: 'Policy arn:aws:iam::123456789012:policy/none does not exist or is not attachable.',
      status: 404,
    },
  },
  {
    id: 'the deletion of a missing policy',
    title: 'DeletePolicy of a missing policy is NoSuchEntity: … was not found.',
    source: snapshot(
      'iam/test_iam',
      'TestIAMIntegrations::test_delete_non_existent_policy_returns_no_such_entity',
    ),
    run: ({ client }) =>
      refusal(client(IAM).deletePolicy({ PolicyArn: 'arn:aws:iam::123456789012:policy/none' })),
    expected: {
      code: /^NoSuchEntity/,
      message: 'Policy arn:aws:iam::123456789012:policy/none was not found.',
      status: 404,
    },
  },
  ...(
    [
      'nothing-valid-in-here',
      'arn::b:::something/test-role',
      'arn:a::::something/test-role',
      'arn:a:::something/test-role',
      'arn:a:a::aaaaaaaaaa:',
    ] as const
  ).map((RoleArn): ConformanceCase => ({
    id: `AssumeRole of ${RoleArn}`,
    title: `AssumeRole of ${RoleArn}: … is invalid`,
    source: snapshot('sts/test_sts', 'TestSTSIntegrations::test_sts_invalid_parameters'),
    run: ({ client }) => refusal(client(STS).assumeRole({ RoleArn, RoleSessionName: 'session' })),
    expected: { code: 'ValidationError', message: `${RoleArn} is invalid`, status: 400 },
  })),
];
