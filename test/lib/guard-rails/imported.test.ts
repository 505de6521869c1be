import { Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatasetGroup, Recommender, type IDatasetGroup } from '../../../lib';
import { statementsOf } from '../support/resources';
import { newApp } from '../support/shop-in';

describe('a back end in another app', () => {
  const ARN = 'arn:aws-cn:personalize:cn-north-1:111122223333';
  const granted = (grant: (stack: Stack, role: iam.Role) => iam.Grant): [unknown, unknown][] => {
    const stack = new Stack(newApp(), 'BackEnd');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    grant(stack, role).assertSuccess();
    return statementsOf(Template.fromStack(stack)).map(([, { Action, Resource }]) => [Action, Resource]);
  };

  it.each([
    'best-sellers',
    '',
    `${ARN}:campaign/Shop-best-sellers`,
    'arn:aws:personalize:us-east-1:1234:recommender/Shop-best-sellers',
    `${ARN}:recommender/*`,
  ])('fails for %j, which is no ARN of a recommender or a dataset group', (arn) => {
    const stack = new Stack();
    expect(() => Recommender.fromRecommenderArn(stack, 'Best', arn)).toThrow(
      `${JSON.stringify(arn)} is no ARN of a recommender, allowed is arn:aws:personalize:REGION:ACCOUNT:recommender/NAME.`,
    );
    expect(() => DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn)).toThrow(
      'is no ARN of a dataset group',
    );
  });

  it('asks a recommender by its ARN, and measures it', () => {
    const arn = `${ARN}:recommender/Shop-best-sellers`;
    expect(
      granted((stack, role) => Recommender.fromRecommenderArn(stack, 'Best', arn).grantRecommend(role)),
    ).toEqual([['personalize:GetRecommendations', arn]]);
    const metric = Recommender.fromRecommenderArn(new Stack(), 'Best', arn).metric('latency', {
      statistic: 'p99',
    });
    expect([metric.metricName, metric.statistic, metric.dimensions]).toEqual([
      'GetRecommendationsLatency',
      'p99',
      { RecommenderArn: arn },
    ]);
  });

  it('describes a dataset group by its ARN, and puts items and users', () => {
    const arn = `${ARN}:dataset-group/Shop-shop`;
    const group = (stack: Stack): IDatasetGroup => DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn);
    expect(group(new Stack()).datasetGroupName).toBe('Shop-shop');
    expect(granted((stack, role) => group(stack).grantDescribe(role))).toEqual([
      ['personalize:DescribeDatasetGroup', arn],
    ]);
    expect(granted((stack, role) => group(stack).grantPutData(role))).toEqual([
      ['personalize:PutItems', `${ARN}:dataset/Shop-shop/ITEMS`],
      ['personalize:PutUsers', `${ARN}:dataset/Shop-shop/USERS`],
    ]);
  });

  it('takes ARNs that are tokens', () => {
    const arn = Fn.importValue('GroupArn');
    const [[, resource]] = granted((stack, role) =>
      DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn).grantPutData(role),
    );
    expect(JSON.stringify(resource)).toContain('"Fn::ImportValue":"GroupArn"');
  });
});
