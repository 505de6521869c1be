import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Lambda } from '@aws-sdk/client-lambda';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { S3 } from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localClientConfig } from 'embedded-aws/environment';
import type { LocalAwsOptions } from 'embedded-aws/local-aws';
import {
  startRealCdk,
  type Cdk,
  type RealCdk,
} from '../../packages/embedded-aws/test/cloudformation/real-cdk';
import { putCsvPartsInto, removeBucket } from '../storm/csv-parts';
import { smallShop } from '../storm/small-shop';

const app = (name: string): string => resolve(__dirname, '../../examples', name, 'app.ts');

let real: RealCdk;
const start = async (name: string, options: LocalAwsOptions = {}): Promise<void> => {
  real = await startRealCdk(app(name), { functions: 'inline', ...options });
};
afterEach(() => real.close());
const client = <Client>(Type: new (config: object) => Client): Client =>
  new Type({ ...localClientConfig(real.aws.endpoint), forcePathStyle: true });

const DONE = { exitCode: 0 };
const deploy = async (args: readonly string[] = [], cdk: Cdk = real): Promise<void> =>
  expect(await cdk.deploy(...args)).toMatchObject(DONE);
/** From the assembly of the deployment. */
const destroy = async (args: readonly string[] = [], cdk: Cdk = real): Promise<void> =>
  expect(await cdk.again('destroy', '--force', ...args)).toMatchObject(DONE);

/** Verdicts on the sample are no faults of an app, and a checkout has them once anything has explored the sample. */
const VERDICT = /'Annotation::ecommerce-recommenders:readiness:/;

/** Synthesises without a warning. */
async function expectNoWarning(): Promise<void> {
  const { exitCode, output } = await real.cdk('synth', '--quiet');
  const warnings = output.split(/\n(?=[A-Z]+ )/).filter((text) => text.startsWith('WARNING '));
  expect([exitCode, warnings.filter((text) => !VERDICT.test(text))]).toEqual([0, []]);
}

async function outputs(StackName: string): Promise<Record<string, string>> {
  const { Stacks } = await client(CloudFormation).describeStacks({ StackName });
  return Object.fromEntries(Stacks![0].Outputs!.map((output) => [output.OutputKey!, output.OutputValue!]));
}

/** A template of the latest synth, by its path in the assembly. */
const resources = (
  path: string,
): { readonly Type: string; readonly Properties: Record<string, unknown> }[] => {
  const text = readFileSync(join(real.outdir, path), 'utf8');
  return Object.values((JSON.parse(text) as { Resources: Record<string, never> }).Resources);
};

describe('vpc-app', () => {
  beforeEach(() => start('vpc-app'));

  it('makes the endpoints that docs/vpc.md asks of every shop', async () => {
    await expectNoWarning();
    const services = resources('ShopInVpc.template.json')
      .filter(({ Type }) => Type === 'AWS::EC2::VPCEndpoint')
      .map(({ Properties }) => /\.([a-z0-9]+)"/.exec(JSON.stringify(Properties.ServiceName))?.[1]);
    const table = readFileSync(resolve(__dirname, '../../docs/vpc.md'), 'utf8');
    const optional = ['monitoring', 'events', 'glue', 'kms', 'logs'];
    const listed = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name]) => name);
    expect(services.sort()).toEqual(listed.filter((name) => !optional.includes(name)).sort());
  });

  it('is deployed into a VPC that exists, with all its functions', async () => {
    const vpc = {
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      availabilityZones: ['us-east-1a', 'us-east-1b'],
      securityGroupId: 'sg-1',
    };
    const context = ['-c', `vpc=${JSON.stringify(vpc)}`];
    await deploy(context);
    const functions = (await real.inventory()).filter(({ type }) => type === 'AWS::Lambda::Function');
    expect(functions.length).toBeGreaterThan(5);
    for (const { id: FunctionName } of functions) {
      const { VpcConfig } = await client(Lambda).getFunctionConfiguration({ FunctionName });
      expect(VpcConfig).toMatchObject({ SubnetIds: vpc.subnetIds, SecurityGroupIds: ['sg-1'] });
    }
    await destroy();
    expect(await real.inventory()).toEqual([]);
  });
});

describe('pipeline-app', () => {
  beforeEach(() => start('pipeline-app'));

  it('synthesises a pipeline that updates itself, publishes the assets, asks, and deploys the Stage', async () => {
    await expectNoWarning();
    const pipeline = resources('ShopPipeline.template.json');
    const [{ Properties }] = pipeline.filter(({ Type }) => Type === 'AWS::CodePipeline::Pipeline');
    const stages = Properties.Stages as { Name: string; Actions: { Name: string }[] }[];
    expect(stages.map(({ Name }) => Name)).toEqual(['Source', 'Build', 'UpdatePipeline', 'Assets', 'Prod']);
    expect(stages[2].Actions.map(({ Name }) => Name)).toEqual(['SelfMutate']);
    expect(stages[3].Actions.length).toBeGreaterThan(3);
    expect(stages[4].Actions.map(({ Name }) => Name)).toEqual(['Approve', 'Shop.Prepare', 'Shop.Deploy']);
  });

  it('has a Stage that is deployed from the pipeline’s assembly', async () => {
    await deploy(['ShopPipeline/Prod/*']);
    const stacks = (await real.inventory()).filter(({ type }) => type === 'AWS::CloudFormation::Stack');
    expect(stacks.map(({ id }) => id)).toEqual(['Prod-Shop']);
    await destroy(['ShopPipeline/Prod/*']);
    expect(await real.inventory()).toEqual([]);
  });
});

it('own-resources-app has two shops in a stack, which read the company’s bucket, with its key and its topic', async () => {
  // The limit of a new account.
  await start('own-resources-app', { concurrency: 10 });
  await deploy(['Company']);
  const s3 = client(S3);
  const { ExportsName } = await outputs('Company');
  // Of different sizes, so that an answer shows whose it is.
  const items = { '': 12, Outlet: 5 };
  await putCsvPartsInto(s3, ExportsName, 'shop/', smallShop({ items: items[''] }));
  await putCsvPartsInto(s3, ExportsName, 'outlet/', smallShop({ items: items.Outlet }));
  expect(await real.again('deploy', 'Shops', '--require-approval', 'never')).toMatchObject(DONE);
  const arns = await outputs('Shops');
  for (const [prefix, length] of Object.entries(items)) {
    const recommenderArn = arns[`${prefix}BestSellersRecommenderArn`];
    const asked = { recommenderArn, userId: 'u1', numResults: 20 };
    expect((await client(PersonalizeRuntime).getRecommendations(asked)).itemList).toHaveLength(length);
  }
  const types = (await real.inventory()).map(({ type }) => type);
  for (const once of ['AWS::KMS::Key', 'AWS::SNS::Topic'])
    expect(types.filter((type) => type === once)).toEqual([once]);
  await destroy(['Shops', '--exclusively']);
  await removeBucket(s3, ExportsName);
  await destroy(['Company']);
  expect(real.aws.requests.list().filter(({ status }) => status === 429)).toEqual([]);
  expect(await real.inventory()).toEqual([]);
});

it('the back ends of minimal-app and of back-end-app ask the recommender of minimal-app', async () => {
  await start('minimal-app');
  const backEnd = real.forApp(app('back-end-app'));
  await deploy();
  await deploy([], backEnd);
  for (const stack of ['MyShop', 'MyBackEnd']) {
    const { BackEndName: FunctionName } = await outputs(stack);
    const { Payload } = await client(Lambda).invoke({ FunctionName, Payload: '{"userId":"1"}' });
    expect(JSON.parse(Buffer.from(Payload!).toString())).toHaveLength(5);
  }
  await destroy([], backEnd);
  await destroy();
  expect(await real.inventory()).toEqual([]);
});
