import { contextOf } from '../../src/authorization/context';
import { decide, type Decision } from '../../src/authorization/decide';
import type { Principal } from '../../src/authorization/principal';
import { parsePolicyDocument, type PolicyDocument, type PolicyKind } from '../../src/policy-document';

const ACCOUNT = '123456789012';
const ROLE: Principal = {
  kind: 'role',
  accountId: ACCOUNT,
  roleArn: `arn:aws:iam::${ACCOUNT}:role/shop/analyst`,
  sessionArn: `arn:aws:sts::${ACCOUNT}:assumed-role/analyst/me`,
};
const OWNER: Principal = { kind: 'account', accountId: ACCOUNT };
const PERSONALIZE: Principal = { kind: 'service', service: 'personalize.amazonaws.com' };
const ARN = `arn:aws:personalize:us-east-1:${ACCOUNT}:recommender/Shop-a`;

function policy(statements: readonly object[], kind: PolicyKind): PolicyDocument {
  const { document, problem } = parsePolicyDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    kind,
  );
  if (!document) throw new Error(problem);
  return document;
}

const identity = (...statements: object[]): PolicyDocument => policy(statements, 'identity');
const resource = (...statements: object[]): PolicyDocument => policy(statements, 'resource');
const allow = (more: object = {}): object => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
const deny = (more: object = {}): object => ({ ...allow(more), Effect: 'Deny' });

interface Case {
  readonly principal?: Principal;
  readonly action?: string;
  readonly on?: string;
  readonly context?: Record<string, string | readonly string[]>;
  readonly identity?: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly resource?: PolicyDocument;
  readonly mustAllow?: true;
}

function wordsOf(decision: Decision): string {
  if (decision.isAllowed) return 'allowed';
  return `${decision.isExplicit ? 'denied' : 'not allowed'} by ${decision.because}`;
}

const ask = ({
  principal = ROLE,
  action = 'personalize:DescribeRecommender',
  on = ARN,
  ...asked
}: Case): string =>
  wordsOf(
    decide(
      { principal, action, resource: on, context: contextOf(asked.context ?? {}) },
      {
        identity: asked.identity ? [asked.identity] : [],
        boundary: asked.boundary,
        resource: asked.resource,
        resourceMustAllow: asked.mustAllow,
      },
    ),
  );

const NO_IDENTITY = 'not allowed by identity-based policy';

describe('actions and resources', () => {
  it.each<[string, object, string]>([
    ['an action in any case', { Action: 'Personalize:describerecommender' }, 'allowed'],
    ['an action by a wildcard', { Action: ['s3:*', 'personalize:Desc*Recommende?'] }, 'allowed'],
    ['all actions but this one', { Action: undefined, NotAction: 'personalize:Describe*' }, NO_IDENTITY],
    ['all actions but another one', { Action: undefined, NotAction: 's3:*' }, 'allowed'],
    ['a resource by its ARN', { Resource: ARN }, 'allowed'],
    ['a resource in another case', { Resource: ARN.toLowerCase() }, NO_IDENTITY],
    ['a wildcard that would span parts of an ARN', { Resource: 'arn:aws:*:recommender/Shop-a' }, NO_IDENTITY],
    ['all resources but this one', { Resource: undefined, NotResource: [ARN] }, NO_IDENTITY],
    ['all resources but another one', { Resource: undefined, NotResource: [`${ARN}b`] }, 'allowed'],
    ['a name with a dot, which is no wildcard', { Resource: ARN.replace('Shop-a', 'Shop.a') }, NO_IDENTITY],
  ])('of a policy that allows %s', (_what, statement, expected) => {
    expect(ask({ identity: identity(allow(statement)) })).toBe(expected);
  });

  it('do not match the region and account of a recipe, which has none', () => {
    const statement = { Resource: `arn:aws:personalize:us-east-1:${ACCOUNT}:*` };
    const on = 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views';
    expect(ask({ on, identity: identity(allow(statement)) })).toBe(NO_IDENTITY);
  });

  it.each([
    ['the value of a key', '${aws:PrincipalAccount}', 'allowed'],
    ['its own default where the key is missing', "${aws:username, '123456789012'}", 'allowed'],
    ['nothing where the key is missing', '${aws:username}', NO_IDENTITY],
  ])('may hold a variable that stands for %s', (_what, variable, expected) => {
    const Resource = `arn:aws:personalize:us-east-1:${variable}:recommender/*`;
    const context = { 'AWS:principalaccount': ACCOUNT };
    expect(ask({ context, identity: identity(allow({ Resource })) })).toBe(expected);
  });

  it.each([
    ['a star', '${*}', '*', 'allowed'],
    ['a question mark', '${?}', '?', 'allowed'],
    ['a dollar', '${$}{x}', '${x}', 'allowed'],
    ['nothing else', '${*}', 'x', NO_IDENTITY],
  ])('may hold a variable that stands for %s', (_what, variable, name, expected) => {
    const Resource = ARN.replace('Shop-a', () => variable);
    const Condition = { StringEquals: { name: variable }, StringLike: { name: `${variable}*` } };
    const policy = identity(allow({ Resource, Condition }));
    expect(ask({ on: ARN.replace('Shop-a', () => name), context: { name }, identity: policy })).toBe(
      expected,
    );
  });

  it('holds for one caller and not for the next, by the same policy', () => {
    const policy = identity(allow({ Condition: { StringEquals: { name: 'one' } } }));
    for (const name of ['other', 'one', 'other'])
      expect(ask({ context: { name }, identity: policy })).toBe(name === 'one' ? 'allowed' : NO_IDENTITY);
  });

  it.each([
    ['an action', { Action: `personalize:${'*a'.repeat(20)}` }],
    ['a resource', { Resource: ARN.replace('Shop-a', '*a'.repeat(20)) }],
    ['a condition', { Condition: { StringLike: { name: `${'*a?'.repeat(10)}b` } } }],
    ['a variable without end', { Resource: ARN.replace('Shop-a', () => '${'.repeat(5_000)) }],
    ['colons', { Resource: `arn:aws:s3:::${':'.repeat(8_000)}` }],
  ])('are matched without backtracking by %s', (_what, statement) => {
    const name = 'a'.repeat(1_000) + 'c';
    const action = `personalize:${name}`;
    const on = ARN.replace('Shop-a', name);
    expect(ask({ action, on, context: { name }, identity: identity(allow(statement)) })).toBe(NO_IDENTITY);
  });

  it('match no ARN that is longer than one can be, but all with a star alone', () => {
    const on = ARN + 'a'.repeat(2_048);
    expect(ask({ on, identity: identity(allow({ Resource: `${ARN}*` })) })).toBe(NO_IDENTITY);
    expect(ask({ on, identity: identity(allow()) })).toBe('allowed');
  });

  it('take a wildcard in the value of a variable literally', () => {
    const Resource = ARN.replace('Shop-a', '${aws:PrincipalTag/team}');
    const context = { 'aws:PrincipalTag/team': '*' };
    expect(ask({ context, identity: identity(allow({ Resource })) })).toBe(NO_IDENTITY);
  });
});

describe('conditions', () => {
  const context = {
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': ARN,
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': '2026-01-02T00:00:00Z',
    'aws:SourceIp': '127.0.0.1',
    'aws:TagKeys': ['team', 'stage'],
    size: '10',
  };
  it.each<[holds: boolean, operator: string, tests: Record<string, unknown>]>([
    [true, 'StringEquals', { 'aws:SourceAccount': [ACCOUNT, 'other'] }],
    [true, 'StringEquals', { 'AWS:sourceaccount': ACCOUNT }],
    [false, 'StringEquals', { 'aws:SourceAccount': '1*' }],
    [false, 'StringEqualsIfExists', { 'aws:SourceAccount': 'a' }],
    [false, 'StringNotEquals', { 'aws:SourceAccount': ['a', ACCOUNT] }],
    [true, 'StringLike', { 'aws:SourceArn': 'arn:aws:personalize:*:recommender/*' }],
    [false, 'StringNotLike', { 'aws:SourceArn': 'arn:aws:personalize:*' }],
    [false, 'ArnLike', { 'aws:SourceArn': 'arn:aws:personalize:*' }],
    [true, 'ArnNotEquals', { 'aws:SourceArn': `${ARN}b` }],
    [true, 'Bool', { 'aws:SecureTransport': true }],
    [false, 'Bool', { 'aws:SecureTransport': 'false' }],
    [true, 'Null', { 'aws:SourceArn': 'false' }],
    [true, 'NumericLessThan', { size: 11 }],
    [false, 'NumericLessThan', { size: 10 }],
    [true, 'NumericGreaterThanEquals', { size: 10 }],
    [false, 'DateLessThan', { 'aws:CurrentTime': '1767225600' }],
    [true, 'DateLessThan', { 'aws:CurrentTime': '4102444800' }],
    [true, 'IpAddress', { 'aws:SourceIp': '127.0.0.0/8' }],
    [true, 'NotIpAddress', { 'aws:SourceIp': '10.0.0.1' }],
    [true, 'ForAllValues:StringEquals', { 'aws:TagKeys': ['team', 'stage', 'more'] }],
    [false, 'ForAllValues:StringEquals', { 'aws:TagKeys': ['team'] }],
    [true, 'ForAllValues:StringEquals', { missing: 'a' }],
    [true, 'ForAnyValue:StringEquals', { 'aws:TagKeys': ['team'] }],
    [false, 'ForAnyValue:StringEquals', { missing: 'a' }],
    [true, 'ForAnyValue:StringNotEquals', { 'aws:TagKeys': ['team'] }],
    [false, 'ForAnyValue:StringNotEquals', { missing: 'a' }],
    [false, 'ForAllValues:StringNotEquals', { 'aws:TagKeys': ['team'] }],
    [false, 'BinaryEquals', { 'aws:SourceAccount': ACCOUNT }],
    [false, 'StringEquals', { 'aws:SourceAccount': ACCOUNT, missing: 'a' }],
  ])('hold (%s) by %s of %j (IAM-9)', (holds, operator, tests) => {
    const Condition = { [operator]: tests };
    expect(ask({ context, identity: identity(allow({ Condition })) })).toBe(holds ? 'allowed' : NO_IDENTITY);
    expect(ask({ context, identity: identity(allow(), deny({ Condition })) })).toBe(
      holds ? 'denied by identity-based policy' : 'allowed',
    );
  });
});

describe('a decision', () => {
  const byRole = { AWS: `arn:aws:iam::${ACCOUNT}:role/shop/analyst` };
  const bySession = { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/analyst/me` };
  const byService = { Service: 'personalize.amazonaws.com' };
  const allows = (Principal: unknown): Case => ({ resource: resource(allow({ Principal })) });
  const denies = (Principal: unknown): Case => ({ resource: resource(deny({ Principal })) });
  const toOther = { NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/other' } };
  const exceptOther = { resource: resource(deny(toOther)) };

  const MAY = { identity: identity(allow()) };
  const mustAllow = true as const;
  const ofAccount = allows({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
  const silent = 'not allowed by resource-based policy';
  const denied = 'denied by resource-based policy';

  it.each<[string, string, Case]>([
    ['is yes by a resource that names the session', 'allowed', allows(bySession)],
    ['is yes by a resource that names everybody', 'allowed', allows('*')],
    ['is not made by a resource that names the account', NO_IDENTITY, ofAccount],
    ['is no by a resource’s denial to the account', denied, { ...MAY, ...denies({ AWS: ACCOUNT }) }],
    ['is no by a resource’s denial to all but another', denied, { ...MAY, ...exceptOther }],
    [
      'is no by the boundary’s denial',
      'denied by permissions boundary',
      { ...MAY, boundary: identity(allow(), deny()) },
    ],
    ['is yes for the account itself', 'allowed', { principal: OWNER }],
    ['is no for the account itself where denied', denied, { principal: OWNER, ...denies('*') }],
    ['is no for a service that no resource names', silent, { principal: PERSONALIZE, ...allows(byRole) }],
    ['is yes for a service by its name', 'allowed', { principal: PERSONALIZE, ...allows(byService) }],
    ['is no without the allowance it needs', silent, { ...MAY, ...allows(byService), mustAllow }],
    ['is yes where a resource leaves it to the account', 'allowed', { ...MAY, ...ofAccount, mustAllow }],
    ['is no where the account’s policies are silent then', NO_IDENTITY, { ...ofAccount, mustAllow }],
    [
      'is no for the account itself without the allowance it needs',
      silent,
      { principal: OWNER, ...allows(byService), mustAllow },
    ],
  ])('%s: %s (IAM-7)', (_what, expected, asked) => {
    expect(ask(asked)).toBe(expected);
  });
});
