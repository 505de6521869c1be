import { Match } from 'aws-cdk-lib/assertions';
import { textOf } from '../support/template-text';
import { EVERY_SHOP } from './support/every-shop';
import { idsOf, listOf, resourcesOf, statementsOf, type Statement } from './support/resources';
import { synthesise } from './support/synthesise';

const { template } = synthesise();
const { template: withFilter } = synthesise({
  context: { filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' } },
});
const bucket = { 'Fn::GetAtt': ['DataBucketBB1146A3', 'Arn'] };
const objects = { 'Fn::Join': ['', [bucket, '/dataset/*']] };
const forThisAccount = {
  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  StringLike: { 'aws:SourceArn': Match.anyValue() },
};
const toPersonalize = { StringEquals: { 'iam:PassedToService': 'personalize.amazonaws.com' } };

// CDK's own: the denial of plain HTTP, and the function that empties the bucket.
const isOurs = ([id, { Effect }]: [string, { Effect: string }]): boolean =>
  Effect === 'Allow' && id !== 'DataBucketPolicy8C751B1D';
const ours = statementsOf(template).filter(isOurs);

describe('all roles', () => {
  it('carry no managed policy of AWS', () => {
    for (const id of idsOf(template, 'AWS::IAM::Role')) {
      expect([id, resourcesOf(template)[id].Properties.ManagedPolicyArns]).toEqual([id, undefined]);
    }
  });

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

  it('are allowed actions by their full names', () => {
    const actions = ours.flatMap(([, { Action }]) => listOf(Action));
    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('are allowed every resource only for actions that know none', () => {
    const everywhere = ours
      .filter(([, { Resource }]) => Resource === '*')
      .flatMap(([, { Action }]) => listOf(Action));
    expect(everywhere.length).toBeGreaterThan(0);
    expect(everywhere.filter((action) => !/^personalize:(List|PutEvents$)/.test(action))).toEqual([]);
  });

  it('may pass the import role alone, and to Personalize alone', () => {
    const passes = ours.filter(([, { Action }]) => listOf(Action).includes('iam:PassRole'));
    expect(passes).toHaveLength(2);
    for (const [, statement] of passes) {
      expect(statement.Resource).toEqual({ 'Fn::GetAtt': ['DataImportRoleAF1E5C07', 'Arn'] });
      expect(statement.Condition).toEqual(toPersonalize);
    }
  });

  it('may send events only where there is a tracker', () => {
    const senders = (of: typeof template): string[] =>
      statementsOf(of).flatMap(([id, { Action }]) =>
        listOf(Action).includes('personalize:PutEvents') ? [id] : [],
      );
    expect(senders(template)).toEqual([]);
    const tracked = synthesise({ context: { eventTracker: true } }).template;
    expect(senders(tracked)).toEqual([expect.stringMatching(/^Analyst/)]);
  });

  it('cannot make log groups, but for the one that SageMaker names', () => {
    const makers = ours.filter(([, { Action }]) => listOf(Action).includes('logs:CreateLogGroup'));
    expect(makers).toHaveLength(1);
    expect(JSON.stringify(makers[0][1].Resource)).toContain(':log-group:/aws/sagemaker/NotebookInstances*');
  });
});

describe('Personalize', () => {
  it('reads the prepared files by the bucket’s policy, which asks nothing that the service may not name', () => {
    for (const [Action, Resource] of [
      ['s3:GetObject', objects],
      ['s3:ListBucket', bucket],
    ]) {
      template.hasResourceProperties('AWS::S3::BucketPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action,
              Resource,
              Principal: { Service: 'personalize.amazonaws.com' },
              Condition: Match.absent(),
            }),
          ]),
        },
      });
    }
  });

  it('reads them by the import role’s policy, too', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: 'DataImportRoleAF1E5C07' }],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 's3:GetObject', Resource: objects },
          { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
        ],
      },
    });
  });

  it('assumes the import role for this account alone', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'personalize.amazonaws.com' },
            Condition: forThisAccount,
          },
        ],
      },
    });
  });

  it('is asked for recommenders with the recipe’s ARN, which has no region and account', () => {
    const [, statement] = ours.find(
      ([id, { Action }]) =>
        id.startsWith('CoreProviderRecommenders') && Action === 'personalize:CreateRecommender',
    )!;
    expect(JSON.stringify(statement.Resource)).toContain(
      ':personalize:::recipe/aws-ecomm-popular-items-by-views',
    );
  });
});

describe('the analyst role', () => {
  it('is assumed from this account, and by its SageMaker', () => {
    const [id] = idsOf(template, 'AWS::IAM::Role').filter((role) => role.startsWith('Analyst'));
    const trust = resourcesOf(template)[id].Properties.AssumeRolePolicyDocument as { Statement: unknown[] };
    expect(trust.Statement).toEqual([
      expect.objectContaining({ Principal: { AWS: expect.anything() as unknown } }),
      expect.objectContaining({
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });

  it('reaches nothing outside this stack', () => {
    const reached = ours
      .filter(([id, { Resource }]) => id.startsWith('Analyst') && Resource !== '*')
      .flatMap(([, { Resource }]) => listOf(Resource).map((one) => JSON.stringify(one)));
    const allowed =
      /DataBucketBB1146A3|DataImportRoleAF1E5C07|\/Shop-|:::recipe\/aws-ecomm|\/aws\/sagemaker\/|:stack\/",\{"Ref":"AWS::StackName"\}/;
    expect(reached.length).toBeGreaterThan(10);
    expect(reached.filter((resource) => !allowed.test(resource))).toEqual([]);
  });
});

describe('the bucket', () => {
  it('is private, encrypted, emptied on deletion, and keeps no half upload', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
        ]),
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketName: Match.absent(),
      VersioningConfiguration: Match.absent(),
    });
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
  });

  it('refuses plain HTTP', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });
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
    const machines = withFilter.findResources('AWS::StepFunctions::StateMachine');
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
