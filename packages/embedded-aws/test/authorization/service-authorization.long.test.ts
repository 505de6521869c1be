import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from '../../src/account';
import type { Need } from '../../src/authorization/permission';
import { createClock } from '../../src/clock';
import type { Call } from '../../src/gateway/action';
import type { Fields, Shape } from '../../src/gateway/shape';
import { LATENCIES } from '../../src/latency';
import { SERVICES } from '../../src/services/services';
import { findingsIn, type Finding } from '../../../../test/support/policy-findings';
import { APIS } from './apis';

/** Where the embedded AWS differs from the reference, and why. */
const EXCEPTIONS: readonly { readonly finding: RegExp; readonly because: string }[] = [
  {
    finding: /^apigateway:\w+: \S+:\/(apis|tags)\S* is none of/,
    because:
      'of HTTP APIs and REST APIs, which share their actions, the package keeps the types of the latter',
  },
  {
    finding: /^personalize:Create(Recommender|Solution): \S+:::recipe\/\S+ is none of/,
    because: 'IAM-12: AWS asks for the recipe’s ARN without documenting it',
  },
  {
    finding: /^personalize:GetRecommendations: (\S+:recommender\/\S+ is none of|is allowed on no campaign)/,
    because: 'IAM-12: AWS’s samples allow it on recommenders; the reference knows campaigns alone',
  },
  {
    finding: /^s3:ListAllMyBuckets: has no resource types/,
    because: 'AWS’s own examples of policies name arn:aws:s3:::*',
  },
  {
    finding: /^states:(DescribeExecution|ListExecutions): is allowed on no (express|maprun)/,
    because: 'the reference marks each kind as required, where one is enough',
  },
];

const OWN = 'us-east-1:123456789012';

/** What members name, by their names: of the first line that matches. */
const NAMED: readonly (readonly [api: RegExp, member: RegExp, text: string])[] = [
  [/./, /^role(arn)?$/i, 'arn:aws:iam::123456789012:role/r'],
  [/./, /kms.*(arn|id)$/i, `arn:aws:kms:${OWN}:key/k`],
  [/budgets/, /arn$/i, 'arn:aws:budgets::123456789012:budget/b'],
  [/monitoring/, /arn$/i, `arn:aws:cloudwatch:${OWN}:alarm:a`],
  [/^events/, /arn$/i, `arn:aws:events:${OWN}:rule/r`],
  [/glue/, /arn$/i, `arn:aws:glue:${OWN}:job/j`],
  [/iam/, /^policyarn$/i, 'arn:aws:iam::123456789012:policy/p'],
  [/iam/, /arn$/i, 'arn:aws:iam::123456789012:role/r'],
  [/logs/, /arn$/i, `arn:aws:logs:${OWN}:log-group:g`],
  [/personalize/, /^datasetArn$/, `arn:aws:personalize:${OWN}:dataset/g/ITEMS`],
  [/personalize/, /^recipeArn$/, 'arn:aws:personalize:::recipe/r'],
  [/personalize/, /^solutionVersionArn$/, `arn:aws:personalize:${OWN}:solution/s/v`],
  [/personalize/, /^resourceArn$/, `arn:aws:personalize:${OWN}:solution/s`],
  [/s3/, /^CopySource$/, 'bucket/key'],
  [/sns/, /^subscriptionarn$/i, `arn:aws:sns:${OWN}:t:s`],
  [/sns/, /arn$/i, `arn:aws:sns:${OWN}:t`],
  [/states/, /^executionArn$/, `arn:aws:states:${OWN}:execution:m:e`],
  [/states/, /arn$/i, `arn:aws:states:${OWN}:stateMachine:m`],
];

/** Of these, a text has the first that its pattern and its length allow. */
const TEXTS = [
  'bucket',
  's3://b/k',
  '123456789012',
  '1',
  '/',
  'v1',
  'alias/a',
  '*',
  'lambda:InvokeFunction',
  'atextofsomelength0123',
];

/** Optional members on which permissions may depend. */
const MATTERS = /tag|arn|role|boundary|name$|version|qualifier/i;

function textFor(api: string, name: string, shape: Extract<Shape, { type: 'string' }>): string | undefined {
  const { min = 0, max = Infinity, pattern = /[^]*/ } = shape;
  const whole = new RegExp(`^(?:${pattern.source})$`, pattern.flags);
  const [, , named] = NAMED.find(([apis, member]) => apis.test(api) && member.test(name)) ?? [];
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/-arn$/, '');
  const ofPersonalize =
    /^personalize/.test(api) && name.endsWith('Arn') ? [`arn:aws:personalize:${OWN}:${kebab}/n`] : [];
  return [...(named === undefined ? ofPersonalize : [named]), ...(shape.enum ?? shape.subset ?? TEXTS)].find(
    (text) => text.length >= min && text.length <= max && whole.test(text),
  );
}

function valueFor(api: string, name: string, shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return textFor(api, name, shape);
    case 'list':
      return shape.max === 0 ? [] : [valueFor(api, name.replace(/s$/, ''), shape.of)];
    case 'map':
      return { [shape.key ? textFor(api, name, shape.key)! : 'key']: valueFor(api, name, shape.of) };
    case 'structure':
      return inputFor(api, shape.fields);
    case 'boolean':
      return false;
    case 'any':
      return undefined;
    case 'timestamp':
      return 1;
    default:
      return shape.min ?? 1;
  }
}

/** An input with all required members, and those optional ones that may matter. */
const inputFor = (api: string, fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, { required }]) => required || MATTERS.test(name))
      .map(([name, shape]) => [name, valueFor(api, name, shape)]),
  );

let account: Account;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'service-authorization-'));
  const clock = createClock(1);
  account = new Account({
    ...{ services: SERVICES, endpoint: 'http://127.0.0.1:1', folder, clock },
    latency: LATENCIES.instant,
  });
  const run = (api: string, operation: string, input: object): Promise<unknown> =>
    invoke(api, operation, input, () => undefined);
  // What is asked depends on the policy of a bucket, and on the key of an alias.
  await run('s3', 'CreateBucket', { Bucket: 'bucket' });
  const { KeyMetadata } = (await run('kms', 'CreateKey', {})) as { KeyMetadata: { KeyId: string } };
  await run('kms', 'CreateAlias', { AliasName: 'alias/a', TargetKeyId: KeyMetadata.KeyId });
});
afterAll(async () => {
  await account.reset();
  rmSync(folder, { recursive: true });
});

function invoke(api: string, operation: string, input: object, refusal: Call['refusal']): Promise<unknown> {
  const caller = { accessKeyId: 'k', arn: 'arn:aws:iam::123456789012:root', userId: 'u', kind: 'account' };
  const call = { requestId: 'r', caller, region: 'us-east-1', userAgent: '', note: () => undefined, refusal };
  return account.api(api, 'us-east-1')!.invoke(operation, input, call as unknown as Call);
}

/** What an operation asks the policies, without running it. */
async function needsOf(api: string, operation: string, input: object): Promise<readonly Need[]> {
  const asked: Need[][] = [];
  const answered = invoke(api, operation, input, (needs) => {
    asked.push([...needs]);
    return { kind: 'accessDenied', message: `${operation}: Asked` };
  });
  await expect(answered.catch((error: Error) => error.message)).resolves.toBe(`${operation}: Asked`);
  return asked.flat();
}

/** What the reference contradicts in what an operation asks. */
async function findingsOf(api: string, operation: string, fields: Fields): Promise<Finding[]> {
  const needs = await needsOf(api, operation, inputFor(api, fields));
  const statements = needs.map(({ action, resources, context = {} }) => ({
    ...{ effect: 'Allow', actions: [action], resources, isOfResource: false },
    conditionKeys: Object.keys(context),
  }));
  return findingsIn({ of: operation, statements });
}

const exceptionFor = ({ action, problem }: Finding): (typeof EXCEPTIONS)[number] | undefined =>
  EXCEPTIONS.find(({ finding }) => finding.test(`${action}: ${problem}`));

describe('what operations ask the policies, held against AWS’s service authorization reference,', () => {
  const used = new Set<unknown>();

  // Nobody needs a permission for the two operations of STS.
  it.each(APIS.filter(([name]) => name !== 'sts'))('is what it names: %s', async (name, api) => {
    const found: Finding[] = [];
    for (const [operation, { input }] of Object.entries<{ readonly input: Fields }>(api.actions))
      found.push(...(await findingsOf(name, operation, input)));
    for (const one of found) used.add(exceptionFor(one));
    expect(found.filter((one) => !exceptionFor(one))).toEqual([]);
  });

  it('has no exception for what agrees after all', () => {
    expect(EXCEPTIONS.filter((one) => !used.has(one))).toEqual([]);
  });
});
