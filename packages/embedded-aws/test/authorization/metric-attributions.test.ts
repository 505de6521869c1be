import { Personalize } from '@aws-sdk/client-personalize';
import { createDataset, createGroup } from '../personalize/support/shop';
import { awsForAll } from '../support/test-aws';
import { createRole, sessionOf, settled } from './session-of';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const TRUST = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'personalize.amazonaws.com' },
};
const PUT = { Effect: 'Allow', Action: 'cloudwatch:PutMetricData', Resource: '*' };

const aws = awsForAll();
const personalize = aws.client(Personalize);
beforeAll(async () => {
  const shop = { clock: aws.clock, personalize };
  await createDataset(shop, await createGroup(shop), 'INTERACTIONS');
});

const input = (roleArn: string) => ({
  name: 'metrics',
  datasetGroupArn: `${ARN}:dataset-group/shop`,
  metrics: [{ eventType: 'Purchase', metricName: 'orders', expression: 'SAMPLECOUNT()' }],
  metricsOutputConfig: { roleArn },
});

describe('the role of a metric attribution', () => {
  const metricAttributionArn = `${ARN}:metric-attribution/metrics`;
  const outcome = async (roleArn: string): Promise<string | undefined> => {
    await personalize.createMetricAttribution(input(roleArn));
    const describeOne = async () =>
      (await personalize.describeMetricAttribution({ metricAttributionArn })).metricAttribution!;
    const { status, failureReason } = await settled(describeOne);
    await personalize.deleteMetricAttribution({ metricAttributionArn });
    await expect(settled(describeOne)).rejects.toThrow('does not exist');
    return failureReason ?? status;
  };

  it('may put metrics for Personalize (PERSONALIZE-77)', async () => {
    const roleArn = await createRole(aws.endpoint, { name: 'putting', allowed: PUT, trust: TRUST });
    expect(await outcome(roleArn)).toBe('ACTIVE');
  });

  it.each([
    ['may put none', undefined, TRUST],
    [
      'may put those of a namespace',
      { ...PUT, Condition: { StringEquals: { 'cloudwatch:namespace': 'AWS/Personalize' } } },
      TRUST,
    ],
    ['does not trust Personalize', PUT, undefined],
  ])('fails where it %s (PERSONALIZE-77)', async (what, allowed, trust) => {
    const name = what.replaceAll(' ', '-');
    const roleArn = await createRole(aws.endpoint, { name, allowed, trust });
    expect(await outcome(roleArn)).toBe('Insufficient privileges for putting metrics in Amazon CloudWatch.');
  });

  it('is passed by whoever makes it', async () => {
    const roleArn = await createRole(aws.endpoint, { name: 'passed', allowed: PUT, trust: TRUST });
    const refused = async (Action: string): Promise<void> => {
      const allowed = { Effect: 'Allow', Action, Resource: '*' };
      const name = Action.replace(':', '-');
      const credentials = await sessionOf(aws.endpoint, { name, allowed });
      const caller = aws.client(Personalize, { credentials });
      await expect(caller.createMetricAttribution(input(roleArn))).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
    };
    await refused('personalize:CreateMetricAttribution');
    await refused('iam:PassRole');
  });
});
