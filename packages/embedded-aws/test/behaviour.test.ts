import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { SFN } from '@aws-sdk/client-sfn';
import { SNS } from '@aws-sdk/client-sns';
import { INTERACTIONS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { ADMIN_ROLE, createAdminRole } from './admin-role';
import { createRole, sessionOf, trustIn } from './authorization/session-of';
import { deploy } from './lambda/deployed-function';
import { create, ended, start } from './states/state-machine';
import { awsForEach } from './support/test-aws';
import { refused } from './support/refused';

const HOUR_MS = 3_600_000;

/** Sentences of BEHAVIOUR.md that the tests of their services do not come across. */
describe('the embedded AWS', () => {
  const aws = awsForEach({ functions: 'inline' });
  const { client } = aws;

  it('keeps targets and tags of a rule that is put again', async () => {
    const events = client(EventBridge);
    const rule = { Name: 'sales', EventPattern: '{"source":["shop"]}' };
    const { RuleArn: ResourceARN } = await events.putRule({ ...rule, Tags: [{ Key: 'a', Value: '1' }] });
    const Arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    await events.putTargets({ Rule: 'sales', Targets: [{ Id: 't', Arn }] });
    await events.putRule({ ...rule, Tags: [{ Key: 'b', Value: '2' }] });
    expect((await events.listTargetsByRule({ Rule: 'sales' })).Targets).toHaveLength(1);
    expect((await events.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'a', Value: '1' }]);
  });

  const job = {
    jobName: 'job',
    datasetArn: 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/ITEMS',
    dataSource: { dataLocation: 's3://a/b' },
    roleArn: ADMIN_ROLE,
  };
  const importWith = (more: object): Promise<unknown> =>
    client(Personalize).createDatasetImportJob({ ...job, ...more });
  const recommend = (more: object): Promise<unknown> =>
    client(PersonalizeRuntime).getRecommendations({ userId: 'u', ...more });
  const AWSServiceName = 'personalize.amazonaws.com';
  const campaignArn = 'arn:aws:personalize:us-east-1:123456789012:campaign/c';

  it.each<[words: string, call: () => Promise<unknown>]>([
    [
      'no operation CreateInstanceProfile of',
      () => client(IAM).createInstanceProfile({ InstanceProfileName: 'p' }),
    ],
    [
      'no operation CreateServiceLinkedRole of',
      () => client(IAM).createServiceLinkedRole({ AWSServiceName }),
    ],
    ['no operation ListRoleTags of', () => client(IAM).listRoleTags({ RoleName: 'r' })],
    ['KeySpec', () => client(KMS).createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })],
    ['MultiRegion', () => client(KMS).createKey({ MultiRegion: true })],
    ['roleArn', () => importWith({ roleArn: undefined })],
    ['publishAttributionMetricsToS3', () => importWith({ publishAttributionMetricsToS3: true })],
    ['campaign', () => recommend({ campaignArn })],
    ['recommenderArn', () => recommend({})],
  ])('refuses what it does not have: %s (IAM-1, KMS-1)', async (words, call) => {
    await expect(call()).rejects.toThrow(words);
  });

  it('validates a call before it authorizes it (IAM-8)', async () => {
    const credentials = await sessionOf(aws.endpoint, { name: 'nobody' });
    const personalize = client(Personalize, { credentials });
    await refused(personalize.createDatasetGroup({ name: '' }), 'InvalidInputException');
    await refused(personalize.createDatasetGroup({ name: 'shop' }), 'AccessDeniedException');
  });

  it('writes no log for a function whose role may not write it', async () => {
    const Role = await createRole(aws.endpoint, { name: 'silent', trust: trustIn('lambda.amazonaws.com') });
    await deploy(client(Lambda), 'exports.handler = async () => console.log("x");', { Role });
    await client(Lambda).invoke({ FunctionName: 'example' });
    expect((await client(CloudWatchLogs).describeLogGroups({})).logGroups).toEqual([]);
  });

  it('tags no schema, and takes off no tag that is missing without an error', async () => {
    const personalize = client(Personalize);
    const schema = JSON.stringify(INTERACTIONS_SCHEMA);
    const { schemaArn } = await personalize.createSchema({ name: 's', domain: 'ECOMMERCE', schema });
    const tags = [{ tagKey: 'a', tagValue: '1' }];
    await refused(personalize.tagResource({ resourceArn: schemaArn, tags }), 'InvalidInputException');
    const { datasetGroupArn } = await personalize.createDatasetGroup({ name: 'shop', tags });
    await personalize.untagResource({ resourceArn: datasetGroupArn, tagKeys: ['b'] });
    expect((await personalize.listTagsForResource({ resourceArn: datasetGroupArn })).tags).toEqual(tags);
  });

  it('lets an execution that runs for more than an hour keep its role', async () => {
    await createAdminRole(aws.endpoint);
    const Parameters = { TopicArn: 'arn:aws:sns:us-east-1:123456789012:t', Message: 'late' };
    const stateMachineArn = await create(client(SFN), {
      A: { Type: 'Wait', Seconds: 2 * 3_600, Next: 'B' },
      B: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters, End: true },
    });
    await client(SNS).createTopic({ Name: 't' });
    const executionArn = await start(client(SFN), stateMachineArn);
    await aws.clock.advance(2 * HOUR_MS);
    expect(await ended(client(SFN), executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });
});
