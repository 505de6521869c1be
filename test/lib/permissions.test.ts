import { Match } from 'aws-cdk-lib/assertions';
import { textOf } from '../support/template-text';
import { EVERY_SHOP } from './support/every-shop';
import { idsOf, listOf, propertiesOf, resourcesOf, statementsOf, type Statement } from './support/resources';
import { synthesise } from './support/synthesise';

const { template } = synthesise();

describe('all roles', () => {
  it('have managed policies of their own that fit, however long the names of the shop are', () => {
    const context = EVERY_SHOP['everything at once'];
    const { template: long } = synthesise({ stackName: 'a-very-long-name-'.repeat(7), context });
    const resources = resourcesOf(long);
    const sizes = idsOf(long, 'AWS::IAM::ManagedPolicy').map((id) => {
      const { Statement } = resources[id].Properties.PolicyDocument as { Statement: readonly Statement[] };
      const resolved = Statement.map(({ Resource, ...rest }) => ({
        ...rest,
        Resource: listOf(Resource).map((one) => textOf(one, resources)),
      }));
      return [id, JSON.stringify(resolved).length] as const;
    });
    expect(sizes.length).toBeGreaterThan(8);
    // Of 6,144; account and region are longer than what stands for them here.
    expect(sizes.filter(([, size]) => size > 5_500)).toEqual([]);
  });

  it('are allowed every resource only for actions that know none', () => {
    const everywhere = statementsOf(template)
      .filter(([, { Effect, Resource }]) => Effect === 'Allow' && Resource === '*')
      .flatMap(([, { Action }]) => listOf(Action));
    expect(everywhere.length).toBeGreaterThan(0);
    expect(everywhere.filter((action) => !/^personalize:(List|PutEvents$)/.test(action))).toEqual([]);
  });
});

it('the bucket is private, encrypted, emptied on deletion, and keeps no half upload', () => {
  const [{ LifecycleConfiguration, ...bucket }] = propertiesOf(template, 'AWS::S3::Bucket');
  const byDefault = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
  expect(bucket).toMatchObject({
    BucketEncryption: { ServerSideEncryptionConfiguration: [byDefault] },
    PublicAccessBlockConfiguration: {
      ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
      ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
    },
  });
  expect(LifecycleConfiguration).toMatchObject({
    Rules: expect.arrayContaining([
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
    ]) as unknown,
  });
  expect(Object.keys(bucket)).not.toEqual(expect.arrayContaining([expect.stringMatching(/Name|Version/)]));
  template.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
});

describe('the functions', () => {
  it('log to groups of the stack, for a month', () => {
    for (const id of idsOf(template, 'AWS::Lambda::Function')) {
      const logging = resourcesOf(template)[id].Properties.LoggingConfig as { LogGroup: { Ref: string } };
      expect(idsOf(template, 'AWS::Logs::LogGroup')).toContain(logging.LogGroup.Ref);
    }
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('end before the framework that calls them', () => {
    const handlers = template.findResources('AWS::Lambda::Function', {
      Properties: { Runtime: 'nodejs24.x', Handler: Match.stringLikeRegexp('^handler\\.') },
    });
    expect(Object.keys(handlers)).toHaveLength(3);
    for (const { Properties } of Object.values(handlers)) {
      expect((Properties as { Timeout: number }).Timeout).toBeLessThan(15 * 60);
    }
  });

  it('are asked for less than CloudFormation’s hour, every half minute or more often where all waits for them', () => {
    const { template: withTracker } = synthesise({ context: { eventTracker: true } });
    const machines = withTracker.findResources('AWS::StepFunctions::StateMachine');
    const number = (text: string, name: string): number =>
      Number(new RegExp(`"${name}\\\\":(\\d+)`).exec(text)?.[1]);
    const seconds = Object.entries(machines).map(([id, machine]) => {
      const text = JSON.stringify(machine);
      const interval = number(text, 'IntervalSeconds');
      expect(interval * number(text, 'MaxAttempts')).toBeLessThan(3_600);
      return [id.replace(/Provider.*/, ''), interval];
    });
    expect(Object.fromEntries(seconds)).toEqual({ AddOns: 30, Core: 10 });
  });
});
