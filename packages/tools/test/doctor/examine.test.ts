import { Personalize } from '@aws-sdk/client-personalize';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { STS } from '@aws-sdk/client-sts';
import { localClientConfig, localEnvironment, LOCAL_REGION } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import type { NamedFinding } from '../../src/doctor/check';
import { keptArchive } from '../../../../test/support/kept-archive';
import { shopArchive } from '../../../../test/support/shop-archive';
import { shippedFiles } from '../sample/shipped-sample';
import { execute } from '../support/run-command';

const [items, users, interactions] = [...shippedFiles().values()];
/** The sample repacked, so that no measurement of it is cached. */
const UNEXPLORED = ['-c', `archive=${keptArchive(shopArchive({ items, users, interactions }))}`];

let aws: LocalAws;
beforeEach(async () => {
  aws = await startLocalAws({ functions: 'inline' });
});
afterEach(() => aws.close());

async function doctor(
  args: readonly string[] = [],
  variables: NodeJS.ProcessEnv = localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }),
): Promise<{ code: number; found: Record<string, NamedFinding> }> {
  const command = ['bin/recommenders.cjs', 'doctor', '--json', ...args];
  const { code, stdout } = await execute(process.execPath, command, { ...process.env, ...variables });
  const { checks } = JSON.parse(stdout) as { checks: NamedFinding[] };
  return { code, found: Object.fromEntries(checks.map((one) => [one.name, one])) };
}

async function takeNames(): Promise<void> {
  const personalize = new Personalize(localClientConfig(aws.endpoint));
  await personalize.createDatasetGroup({ name: 'EcommerceRecommenders-shop', domain: 'ECOMMERCE' });
  personalize.destroy();
}

const holding = (words: string): string => expect.stringContaining(words) as string;
const problem = (says: string): object => ({ status: 'problem', says: holding(says) });
const TAKEN = problem('Personalize already has EcommerceRecommenders-shop,');
const NOT_MEASURED =
  'Whether the lists are better than simple ones is not measured yet: "npm run explore" does.';

it('finds nothing that would stop a deployment to an empty account', async () => {
  const { code, found } = await doctor(UNEXPLORED);
  expect(Object.entries(found).filter(([, { status }]) => status === 'problem')).toEqual([]);
  expect(code).toBe(0);
  expect(found.aws.says).toContain(`the embedded AWS at ${aws.endpoint}, region ${LOCAL_REGION}`);
  expect(found.data.says).toBe(
    `The data is enough for Most viewed, Best sellers, Frequently bought together, Customers who viewed X also viewed. ${NOT_MEASURED}`,
  );
  expect(found.price.says).toContain('$1,095');
  expect(found.quotas.says).toBe(
    'The region has 0 of 5 dataset groups, 0 of 15 recommenders, 0 of 500 schemas.',
  );
  expect(found.concurrency.status).toBe('ok');
  expect(await (await fetch(`${aws.endpoint}/_local/inventory`)).json()).toEqual([]);
});

it('finds names that are taken, and a key that is disabled', async () => {
  await takeNames();
  const kms = new KMS(localClientConfig(aws.endpoint));
  const { KeyMetadata } = await kms.createKey();
  await kms.disableKey({ KeyId: KeyMetadata!.KeyId });
  kms.destroy();
  const { code, found } = await doctor(['-c', `kmsKeyArn=${KeyMetadata!.Arn}`]);
  expect(code).toBe(1);
  expect(found.names).toMatchObject({ ...TAKEN, remedy: holding('-c stage=NAME') });
  expect(found.key).toMatchObject(problem('is Disabled'));
});

it('judges the stack of an app of one’s own by its template', async () => {
  await takeNames();
  const args = ['--stack', 'EcommerceRecommenders', '-c', 'useCases=most-viewed,best-sellers'];
  const { code, found } = await doctor([...args, '-c', 'source=s3://exports/shop/']);
  expect(code).toBe(1);
  const says = holding('EcommerceRecommenders of the app in cdk.json');
  expect(found.app).toMatchObject({ status: 'ok', says });
  const unchecked = 'The data in s3://exports/shop/ is not checked.';
  expect(found.data).toMatchObject({ status: 'warning', says: unchecked });
  expect(found.price.says).toMatch(
    /\$548 .* The data was not read: this is for the fewest users and items\.$/,
  );
  expect(found.names).toMatchObject(TAKEN);
});

it('finds an app that cannot be synthesised', async () => {
  const { code, found } = await doctor(['--stack', 'EcommerceRecommenders', '-c', 'useCases=most-bought']);
  expect(code).toBe(1);
  expect(found.app).toMatchObject(problem('Setting useCases is "most-bought"'));
  expect(found.node.status).toBe('ok');
});

it('finds a role that may not deploy, and says what it may not look at', async () => {
  const config = localClientConfig(aws.endpoint);
  const iam = new IAM(config);
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const assumes = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '123456789012' } };
  const { Role } = await iam.createRole({ RoleName: 'intern', AssumeRolePolicyDocument: document(assumes) });
  const Action = ['iam:GetRole', 'iam:SimulatePrincipalPolicy', 'cloudformation:DescribeStacks'];
  const PolicyDocument = document({ Effect: 'Allow', Action, Resource: '*' });
  await iam.putRolePolicy({ RoleName: 'intern', PolicyName: 'look', PolicyDocument });
  iam.destroy();
  const sts = new STS(config);
  const { Credentials } = await sts.assumeRole({ RoleArn: Role!.Arn, RoleSessionName: 'day' });
  sts.destroy();
  const { code, found } = await doctor([], {
    ...localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }),
    AWS_ACCESS_KEY_ID: Credentials!.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials!.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials!.SessionToken,
  });
  expect(code).toBe(1);
  const role = 'arn:aws:iam::123456789012:role/cdk-hnb659fds-deploy-role';
  expect(found.permissions).toMatchObject(problem(`may not assume ${role}`));
  const says = holding('not authorized to perform: personalize:ListDatasetGroups');
  expect(found.quotas).toMatchObject({ status: 'warning', says });
});

it('says without any AWS what to do, and looks at the data all the same', async () => {
  const { code, found } = await doctor([...UNEXPLORED, '-c', 'useCases=most-viewed'], {
    ...localEnvironment({ endpoint: 'http://127.0.0.1:9', region: LOCAL_REGION }),
    AWS_MAX_ATTEMPTS: '1',
  });
  expect(code).toBe(1);
  expect(found.data.says).toBe(`The data is enough for Most viewed. ${NOT_MEASURED}`);
  expect(found.aws).toMatchObject({
    ...problem('Nothing listens there'),
    remedy: expect.stringMatching(/npm run local|recommenders env/) as string,
  });
});
