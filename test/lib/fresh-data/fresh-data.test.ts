import { Match } from 'aws-cdk-lib/assertions';
import type {
  Claimed,
  FreshDataEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { dependenciesOf, idsOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const { template: without } = synthesise();
const { template } = synthesise({ context: { freshData: true } });
const { template: daily } = synthesise({
  context: { freshData: 'true', freshDataSchedule: 'cron(0 3 * * ? *)' },
});
const isFresh = (id: string): boolean => /^(FreshData|AddOnsProvider)/.test(id);
const isStep = (id: string): boolean => id.startsWith('FreshDataFunctions');
const [machineId] = idsOf(template, 'AWS::StepFunctions::StateMachine').filter((id) =>
  id.startsWith('FreshData'),
);

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Resource?: unknown;
  readonly Seconds?: number;
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Choices?: readonly { readonly StringEquals?: string; readonly Next: string }[];
}

/** The machine's states, without what CloudFormation fills in. */
function states(): Record<string, State> {
  const { DefinitionString } = resourcesOf(template)[machineId].Properties;
  const [, parts] = (DefinitionString as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  const text = parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return (JSON.parse(text) as { States: Record<string, State> }).States;
}

describe('fresh data', () => {
  it('costs nothing where it is off', () => {
    expect(Object.keys(resourcesOf(without)).filter(isFresh)).toEqual([]);
    expect(idsOf(without, 'AWS::Events::Rule')).toEqual([]);
    expect(Object.keys(without.findOutputs('FreshData*'))).toEqual([]);
  });

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

  it('begins after the first imports, and is gone before the datasets are to go', () => {
    expect([...dependenciesOf(template, machineId)]).toEqual(
      expect.arrayContaining(idsOf(template, 'Custom::PersonalizeDatasetImport')),
    );
  });

  it('looks for what already waits, after the imports and once the rule exists', () => {
    const [run] = idsOf(template, 'Custom::PersonalizeFreshDataRun');
    expect(resourcesOf(template)[run].Properties).toMatchObject({ OnArrival: 'true' });
    expect([...dependenciesOf(template, run)]).toEqual(
      expect.arrayContaining([
        machineId,
        ...idsOf(template, 'AWS::Events::Rule'),
        ...idsOf(template, 'Custom::PersonalizeDatasetImport'),
      ]),
    );
    daily.hasResourceProperties('Custom::PersonalizeFreshDataRun', { OnArrival: 'false' });
  });

  it('tells its functions all that they read from their environment', () => {
    const environments = Object.entries(template.findResources('AWS::Lambda::Function'))
      .filter(([id]) => isStep(id))
      .map(
        ([, { Properties }]) =>
          Object.keys(
            (Properties as { Environment: { Variables: object } }).Environment.Variables,
          ) as (keyof FreshDataEnvironment)[],
      );
    expect(environments).toHaveLength(4);
    for (const names of environments) {
      expect(names.sort()).toEqual([
        'DATASETS',
        'DATASET_GROUP_ARN',
        'DATA_BUCKET',
        'EVENT_TYPES',
        'HOLDOUT',
        'IMPORT_ROLE_ARN',
      ]);
    }
  });

  it('is an output', () => {
    expect(Object.keys(template.findOutputs('FreshDataStateMachineArn'))).toHaveLength(1);
  });
});

describe('the state machine', () => {
  it('has an answer to all that claim may say', () => {
    const { Choices = [], Default } = states()['What next?'];
    const answers: Record<Claimed['next'], string | undefined> = {
      deletion: 'Wait for deletion jobs',
      wait: 'Wait for more files',
      prepare: 'Prepare',
      finish: 'Finish',
      leave: Default,
    };
    for (const { StringEquals, Next } of Choices)
      expect([StringEquals, Next]).toEqual([StringEquals, answers[StringEquals as Claimed['next']]]);
    expect(Choices).toHaveLength(4);
    expect(Default).toBe('Left to another run');
  });

  it('finishes whatever breaks off before', () => {
    const tasks = Object.entries(states()).filter(([, { Type }]) => Type === 'Task');
    expect(tasks.map(([name]) => name).sort()).toEqual(['Claim', 'Finish', 'Import', 'Prepare']);
    for (const [name, { Catch }] of tasks) {
      const caught = name === 'Finish' ? undefined : [['States.ALL', 'Finish']];
      expect([name, Catch?.map(({ ErrorEquals, Next }) => [...ErrorEquals, Next])]).toEqual([name, caught]);
    }
  });

  it('waits by itself, half a minute or more at a time', () => {
    const waits = Object.values(states()).filter(({ Type }) => Type === 'Wait');
    expect(waits).toHaveLength(3);
    for (const { Seconds } of waits) expect(Seconds).toBeGreaterThanOrEqual(30);
  });
});
