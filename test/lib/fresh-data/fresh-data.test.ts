import { isDeepStrictEqual } from 'node:util';
import { Match } from 'aws-cdk-lib/assertions';
import type { FreshDataEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { idsOf, resourcesOf } from '../support/resources';
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
    const changed = others.flatMap(([id, resource]) => (isDeepStrictEqual(before[id], resource) ? [] : [id]));
    // Analysts may drop files.
    const ofAnalysts = ['AnalystDefaultPolicyC1603BD2', 'AnalystDeletion2D8F8238'];
    expect(changed).toEqual(['DataBucketBB1146A3', ...ofAnalysts]);
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
    template.hasResourceProperties('Custom::PersonalizeFreshDataRun', { OnArrival: 'true' });
  });

  it('runs on a schedule alone where there is one', () => {
    daily.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.absent(),
      ScheduleExpression: 'cron(0 3 * * ? *)',
    });
    daily.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: Match.absent() });
    daily.hasResourceProperties('Custom::PersonalizeFreshDataRun', { OnArrival: 'false' });
  });

  it('tells its functions all that they read from their environment', () => {
    const functions = idsOf(template, 'AWS::Lambda::Function').filter((id) => id.startsWith('FreshDataF'));
    expect(functions).toHaveLength(4);
    const read: (keyof FreshDataEnvironment)[] = [
      ...(['DATASETS', 'DATASET_GROUP_ARN', 'DATA_BUCKET', 'EVENT_TYPES', 'HOLDOUT'] as const),
      'IMPORT_ROLE_ARN',
    ];
    for (const id of functions) {
      const { Variables } = resourcesOf(template)[id].Properties.Environment as { Variables: object };
      expect(Object.keys(Variables).sort()).toEqual(read);
    }
  });
});
