import { Match } from 'aws-cdk-lib/assertions';
import type {
  Claimed,
  FreshDataEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { dependenciesOf, idsOf, resourcesOf } from '../support/resources';
import { caughtBy, statesOf } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const { template: without } = synthesise();
const { template } = synthesise({ context: { freshData: true } });
const { template: daily } = synthesise({
  context: { freshData: 'true', freshDataSchedule: 'cron(0 3 * * ? *)' },
});
const isFresh = (id: string): boolean => /^(FreshData|AddOnsProvider)/.test(id);
const [machineId] = idsOf(template, 'AWS::StepFunctions::StateMachine').filter((id) =>
  id.startsWith('FreshData'),
);

const states = statesOf(template, 'FreshData');

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

  it('begins after the first imports, and then looks for what already waits, once the rule exists', () => {
    const imports = idsOf(template, 'Custom::PersonalizeDatasetImport');
    expect([...dependenciesOf(template, machineId)]).toEqual(expect.arrayContaining(imports));
    const [run] = idsOf(template, 'Custom::PersonalizeFreshDataRun');
    expect(resourcesOf(template)[run].Properties).toMatchObject({ OnArrival: 'true' });
    expect([...dependenciesOf(template, run)]).toEqual(
      expect.arrayContaining([machineId, ...idsOf(template, 'AWS::Events::Rule'), ...imports]),
    );
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

describe('the state machine', () => {
  it('has an answer to all that claim may say', () => {
    const answers: Record<Exclude<Claimed['next'], 'leave'>, string> = {
      deletion: 'Wait for deletion jobs',
      wait: 'Wait for more files',
      prepare: 'Prepare',
      finish: 'Finish',
    };
    const { Choices = [], Default } = states['What next?'];
    expect(Object.fromEntries(Choices.map(({ StringEquals, Next }) => [StringEquals, Next]))).toEqual(
      answers,
    );
    expect(Default).toBe('Left to another run');
  });

  it('finishes whatever breaks off before', () => {
    const tasks = Object.keys(states).filter((name) => states[name].Type === 'Task');
    const finish = [['States.ALL', 'Finish']];
    expect(caughtBy(states, tasks)).toEqual({
      Claim: finish,
      Import: finish,
      Prepare: finish,
      Finish: undefined,
    });
  });

  it('waits by itself, half a minute or more at a time', () => {
    const waits = Object.values(states).filter(({ Type }) => Type === 'Wait');
    expect(waits).toHaveLength(3);
    for (const { Seconds } of waits) expect(Seconds).toBeGreaterThanOrEqual(30);
  });
});
