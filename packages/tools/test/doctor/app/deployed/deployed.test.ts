import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { deployedFindings } from '../../../../src/doctor/app/deployed/deployed';
import type { NamedFinding } from '../../../../src/doctor/check';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const STACK_ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/Shop/1';
const error = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** Answers by operation. An Error is thrown; operations that are not named list nothing. */
type Answers = Readonly<Record<string, unknown>>;

function client<Client extends CloudFormationClient | PersonalizeClient>(
  made: Client,
  answers: Answers,
): Client {
  made.send = (async (command: { constructor: { name: string }; input: object }) => {
    const answer = answers[command.constructor.name.replace(/Command$/, '')];
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function'
      ? (answer as (input: object) => unknown)(command.input)
      : (answer ?? {});
  }) as never;
  return made;
}

/** Two shops in one stack. Their resources are on two pages. */
const RESOURCES = [
  ['Group', DATASET_GROUP_TYPE, `${ARN}:dataset-group/Shop-shop`, { Name: 'Shop-shop' }],
  ['Second', DATASET_GROUP_TYPE, `${ARN}:dataset-group/Shop_Two-shop`, { Name: 'Shop_Two-shop' }],
  [
    'Viewed',
    RECOMMENDER_TYPE,
    `${ARN}:recommender/Shop-most-viewed`,
    { Name: 'Shop-most-viewed', DatasetGroupArn: { Ref: 'Group' } },
  ],
  [
    'Cheap',
    FILTER_TYPE,
    `${ARN}:filter/Shop_Two-cheap`,
    { Name: 'Shop_Two-cheap', DatasetGroupArn: { Ref: 'Second' } },
  ],
] as const;
const summary = ([logicalId, type, id]: (typeof RESOURCES)[number]): object => ({
  LogicalResourceId: logicalId,
  ResourceType: type,
  PhysicalResourceId: id,
  ResourceStatus: 'CREATE_COMPLETE',
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
  ListStackResources: ({ NextToken }: { NextToken?: string }) =>
    NextToken === undefined
      ? {
          StackResourceSummaries: [
            ...RESOURCES.slice(0, 2).map(summary),
            { LogicalResourceId: 'Never', ResourceType: FILTER_TYPE, ResourceStatus: 'CREATE_FAILED' },
            {
              LogicalResourceId: 'Former',
              ResourceType: FILTER_TYPE,
              PhysicalResourceId: `${ARN}:filter/Shop-former`,
              ResourceStatus: 'DELETE_COMPLETE',
            },
          ],
          NextToken: 'more',
        }
      : { StackResourceSummaries: RESOURCES.slice(2).map(summary) },
};
const active = (kind: string, name: string, more: object = {}): object => ({
  name,
  status: 'ACTIVE',
  [`${kind}Arn`]: `${ARN}:${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}/${name}`,
  ...more,
});
const PERSONALIZE: Answers = {
  ListDatasetGroups: {
    datasetGroups: ['Shop-shop', 'Shop_Two-shop', 'other-shop'].map((name) => active('datasetGroup', name)),
  },
  ListRecommenders: {
    recommenders: [
      active('recommender', 'Shop-most-viewed', { datasetGroupArn: `${ARN}:dataset-group/Shop-shop` }),
      active('recommender', 'Shop_Two-best-sellers', { datasetGroupArn: `${ARN}:dataset-group/other-shop` }),
      active('recommender', 'other', { datasetGroupArn: `${ARN}:dataset-group/other-shop` }),
    ],
  },
  ListFilters: ({ datasetGroupArn }: { datasetGroupArn: string }) => ({
    Filters: datasetGroupArn.includes('Two') ? [active('filter', 'Shop_Two-cheap')] : [],
  }),
  ListTagsForResource: ({ resourceArn }: { resourceArn: string }) => ({
    tags: /other|best/.test(resourceArn) ? [] : [{ tagKey: OWNER_TAG, tagValue: STACK_ID }],
  }),
};

const findings = (stack: Answers, personalize: Answers = {}): Promise<NamedFinding[]> =>
  deployedFindings(
    {
      stackName: 'Shop',
      clients: {
        cloudFormation: client(new CloudFormationClient({ region: 'us-east-1' }), { ...STACK, ...stack }),
        personalize: client(new PersonalizeClient({ region: 'us-east-1' }), {
          ...PERSONALIZE,
          ...personalize,
        }),
      } as never,
    },
    { readFacts: async () => undefined },
  );

it('looks at all shops of a stack, and at their names in other dataset groups', async () => {
  expect((await findings({})).map(({ name, status, says }) => [name, status, says])).toEqual([
    [
      'outside',
      'problem',
      expect.stringContaining(`${ARN}:recommender/Shop_Two-best-sellers is not in the stack`) as string,
    ],
  ]);
});

it('finds the dataset group that a replacement has left, by its tag', async () => {
  const found = await findings(
    {},
    {
      ListRecommenders: {
        recommenders: [(PERSONALIZE.ListRecommenders as { recommenders: object[] }).recommenders[0]],
      },
      ListTagsForResource: { tags: [{ tagKey: OWNER_TAG, tagValue: STACK_ID }] },
    },
  );
  expect(found).toEqual([
    expect.objectContaining({
      name: 'outside',
      status: 'warning',
      says: `The dataset group ${ARN}:dataset-group/other-shop is not in the stack.`,
    }),
  ]);
});

it.each<[string, Answers]>([
  ['there is no stack', { DescribeStacks: error('ValidationError', 'Stack with id Shop does not exist') }],
  [
    'an operation is in progress',
    { DescribeStacks: { Stacks: [{ StackId: STACK_ID, StackStatus: 'UPDATE_IN_PROGRESS' }] } },
  ],
])('says nothing while %s', async (_when, stack) => {
  expect(await findings(stack)).toEqual([]);
});

it.each<[string, Answers, Answers]>([
  [
    'cloudformation:GetTemplate',
    { GetTemplate: error('AccessDenied', 'not authorized to perform: cloudformation:GetTemplate') },
    {},
  ],
  ['personalize:ListFilters', {}, { ListFilters: error('AccessDeniedException', 'no') }],
  ['personalize:ListTagsForResource', {}, { ListTagsForResource: error('AccessDeniedException', 'no') }],
  ['personalize:ListDatasetGroups', {}, { ListDatasetGroups: error('AccessDeniedException', 'no') }],
  ['personalize:DescribeRecommender', {}, { DescribeRecommender: error('AccessDeniedException', 'no') }],
])('warns where %s is denied, and takes nothing for gone', async (action, stack, personalize) => {
  const found = await findings(stack, personalize);
  expect(found.filter(({ name }) => name !== 'outside')).toEqual([
    expect.objectContaining({
      name: 'deployed',
      status: 'warning',
      says: expect.stringContaining(action) as string,
    }),
  ]);
});

it('fails where AWS does', async () => {
  const found = await findings({}, { ListFilters: error('InternalServerException', 'later') });
  expect(found).toEqual([
    expect.objectContaining({
      name: 'deployed',
      status: 'problem',
      says: 'This could not be checked: later',
    }),
  ]);
});
