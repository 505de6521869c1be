import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { deployedFindings } from '../../../../src/doctor/app/deployed/deployed';
import type { NamedFinding } from '../../../../src/doctor/check';
import { fakeClient, type Answers } from '../../../support/fake-client';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const STACK_ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/Shop/1';
const error = (name: string, message = 'no'): Error => Object.assign(new Error(message), { name });
const denied = error('AccessDeniedException');

const of = (Ref: string, Name: string) => ({ Name, DatasetGroupArn: { Ref } });
/** Two shops in one stack. Their resources are on two pages. */
const RESOURCES = [
  ['Group', DATASET_GROUP_TYPE, `${ARN}:dataset-group/Shop-shop`, { Name: 'Shop-shop' }],
  ['Second', DATASET_GROUP_TYPE, `${ARN}:dataset-group/Shop_Two-shop`, { Name: 'Shop_Two-shop' }],
  ['Viewed', RECOMMENDER_TYPE, `${ARN}:recommender/Shop-most-viewed`, of('Group', 'Shop-most-viewed')],
  ['Cheap', FILTER_TYPE, `${ARN}:filter/Shop_Two-cheap`, of('Second', 'Shop_Two-cheap')],
] as const;
const summary = ([LogicalResourceId, ResourceType, PhysicalResourceId]: (typeof RESOURCES)[number]) => ({
  ...{ LogicalResourceId, ResourceType, PhysicalResourceId, ResourceStatus: 'CREATE_COMPLETE' },
});
const STACK: Answers = {
  DescribeStacks: { Stacks: [{ StackId: STACK_ID, StackStatus: 'UPDATE_COMPLETE' }] },
  GetTemplate: {
    TemplateBody: JSON.stringify({
      Resources: Object.fromEntries(
        RESOURCES.map(([logicalId, Type, , Properties]) => [logicalId, { Type, Properties }]),
      ),
    }),
  },
  ListStackResources: ({ NextToken }: { NextToken?: string }) => {
    if (NextToken !== undefined) return { StackResourceSummaries: RESOURCES.slice(2).map(summary) };
    const former = { LogicalResourceId: 'Former', PhysicalResourceId: `${ARN}:filter/Shop-former` };
    const StackResourceSummaries = [
      ...RESOURCES.slice(0, 2).map(summary),
      { LogicalResourceId: 'Never', ResourceType: FILTER_TYPE, ResourceStatus: 'CREATE_FAILED' },
      { ...former, ResourceType: FILTER_TYPE, ResourceStatus: 'DELETE_COMPLETE' },
    ];
    return { StackResourceSummaries, NextToken: 'more' };
  },
};
const active = (kind: string, name: string, more: object = {}): object => ({
  name,
  status: 'ACTIVE',
  [`${kind}Arn`]: `${ARN}:${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}/${name}`,
  ...more,
});
const MOST_VIEWED = active('recommender', 'Shop-most-viewed', {
  datasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
});
const elsewhere = { datasetGroupArn: `${ARN}:dataset-group/other-shop` };
const PERSONALIZE: Answers = {
  ListDatasetGroups: {
    datasetGroups: ['Shop-shop', 'Shop_Two-shop', 'other-shop'].map((name) => active('datasetGroup', name)),
  },
  ListRecommenders: {
    recommenders: [
      MOST_VIEWED,
      active('recommender', 'Shop_Two-best-sellers', elsewhere),
      active('recommender', 'other', elsewhere),
    ],
  },
  ListFilters: ({ datasetGroupArn }: { datasetGroupArn: string }) => ({
    Filters: datasetGroupArn.includes('Two') ? [active('filter', 'Shop_Two-cheap')] : [],
  }),
  ListTagsForResource: ({ resourceArn }: { resourceArn: string }) => ({
    tags: /other|best/.test(resourceArn) ? [] : [{ tagKey: OWNER_TAG, tagValue: STACK_ID }],
  }),
};

async function findings(stack: Answers, personalize: Answers = {}): Promise<NamedFinding[]> {
  const clients = {
    cloudFormation: fakeClient(CloudFormationClient, { ...STACK, ...stack }),
    personalize: fakeClient(PersonalizeClient, { ...PERSONALIZE, ...personalize }),
  };
  const target = { stackName: 'Shop', clients: clients as never };
  return deployedFindings(target, { readFacts: async () => undefined });
}
const saying = (words: string): string => expect.stringContaining(words) as string;

it('looks at all shops of a stack, and at their names in other dataset groups', async () => {
  const says = saying(`${ARN}:recommender/Shop_Two-best-sellers is not in the stack`);
  expect(await findings({})).toMatchObject([{ name: 'outside', status: 'problem', says }]);
});

it('finds the dataset group that a replacement has left, by its tag', async () => {
  const tags = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
  const left = { ListRecommenders: { recommenders: [MOST_VIEWED] }, ListTagsForResource: { tags } };
  const says = `The dataset group ${ARN}:dataset-group/other-shop is not in the stack.`;
  expect(await findings({}, left)).toMatchObject([{ name: 'outside', status: 'warning', says }]);
});

it.each([
  ['there is no stack', error('ValidationError', 'Stack with id Shop does not exist')],
  ['it is updated', { Stacks: [{ StackId: STACK_ID, StackStatus: 'UPDATE_IN_PROGRESS' }] }],
])('says nothing while %s', async (_when, DescribeStacks) => {
  expect(await findings({ DescribeStacks })).toEqual([]);
});

const READS = ['ListFilters', 'ListTagsForResource', 'ListDatasetGroups', 'DescribeRecommender'];
it.each<[string, Answers, Answers]>([
  ['cloudformation:GetTemplate', { GetTemplate: error('AccessDenied', 'no cloudformation:GetTemplate') }, {}],
  ...READS.map((read): [string, Answers, Answers] => [`personalize:${read}`, {}, { [read]: denied }]),
])('warns where %s is denied, and takes nothing for gone', async (action, stack, personalize) => {
  const found = await findings(stack, personalize);
  const remedy = expect.stringMatching(/^Grant personalize:|this permission, or grant it/) as string;
  expect(found.filter(({ name }) => name !== 'outside')).toEqual([
    { name: 'deployed', status: 'warning', says: saying(action), remedy },
  ]);
});

it('fails where AWS does', async () => {
  const found = await findings({}, { ListFilters: error('InternalServerException', 'later') });
  const says = 'This could not be checked: later';
  expect(found).toMatchObject([{ name: 'deployed', status: 'problem', says }]);
});
