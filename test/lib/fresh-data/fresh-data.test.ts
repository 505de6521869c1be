import { Match } from 'aws-cdk-lib/assertions';
import type { FreshDataEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const { template: without } = synthesise();
const { template } = synthesise({ context: { freshData: true } });
const { template: daily } = synthesise({
  context: { freshData: 'true', freshDataSchedule: 'cron(0 3 * * ? *)' },
});
const isFresh = (id: string): boolean => /^(FreshData|AddOnsProvider)/.test(id);
describe('fresh data', () => {
  it('adds to the stack and leaves the rest of it as it is, but for what the bucket does and analysts may', () => {
    const others = Object.entries(resourcesOf(template)).filter(([id]) => !isFresh(id));
    const before = resourcesOf(without);
    const changed = others.filter(
      ([id, resource]) => JSON.stringify(before[id]) !== JSON.stringify(resource),
    );
    expect(changed.map(([id]) => id)).toEqual([
      'DataBucketBB1146A3',
      // Analysts may drop files.
      'AnalystDefaultPolicyC1603BD2',
      'AnalystDeletion2D8F8238',
    ]);
    expect(others).toHaveLength(Object.keys(before).length);
  });

  it('runs when something is dropped under incoming/, and then not on a schedule', () => {
    expect(Object.keys(template.findOutputs('FreshDataStateMachineArn'))).toHaveLength(1);
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: 'DataBucketBB1146A3' }] },
          object: { key: [{ prefix: 'incoming/' }] },
        },
      },
      ScheduleExpression: Match.absent(),
    });
  });

  it('runs on a schedule alone where there is one', () => {
    daily.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.absent(),
      ScheduleExpression: 'cron(0 3 * * ? *)',
    });
    daily.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: Match.absent() });
  });

  it('looks for what already waits, where arrivals start it', () => {
    template.hasResourceProperties('Custom::PersonalizeFreshDataRun', { OnArrival: 'true' });
    daily.hasResourceProperties('Custom::PersonalizeFreshDataRun', { OnArrival: 'false' });
  });

  it('tells its functions all that they read from their environment', () => {
    const environments = Object.entries(template.findResources('AWS::Lambda::Function'))
      .filter(([id]) => id.startsWith('FreshDataFunctions'))
      .map(
        ([, { Properties }]) => (Properties as { Environment: { Variables: object } }).Environment.Variables,
      );
    expect(environments).toHaveLength(4);
    const read: (keyof FreshDataEnvironment)[] = [
      'DATASETS',
      'DATASET_GROUP_ARN',
      'DATA_BUCKET',
      'EVENT_TYPES',
      'HOLDOUT',
      'IMPORT_ROLE_ARN',
    ];
    for (const variables of environments) expect(Object.keys(variables).sort()).toEqual(read);
  });
});
