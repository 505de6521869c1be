import { onAnything, onMember } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import type { PersonalizeStore } from './personalize-store';

type Tagged = { readonly tags?: readonly { readonly tagKey: string; readonly tagValue: string }[] };
type Named = Tagged & { readonly name: string };
type InGroup = Named & { readonly datasetGroupArn: string };

const PERSONALIZE = 'personalize.amazonaws.com';

/** The need to make a resource, and to tag it if it comes with tags. */
const creation = (
  action: string,
  resources: readonly string[],
  created: string,
  { tags = [] }: Tagged,
): Need[] => [
  { action, resources: [...resources, created], context: tagContext(tags) },
  ...(tags.length > 0
    ? [{ action: 'personalize:TagResource', resources: [created], context: tagContext(tags) }]
    : []),
];

const tagContext = (tags: NonNullable<Tagged['tags']>): Need['context'] => ({
  ...Object.fromEntries(tags.map(({ tagKey, tagValue }) => [`aws:RequestTag/${tagKey}`, tagValue])),
  ...(tags.length > 0 && { 'aws:TagKeys': tags.map(({ tagKey }) => tagKey) }),
});

const groupName = (datasetGroupArn: string): string =>
  datasetGroupArn.slice(datasetGroupArn.indexOf('/') + 1);

const tagging = (action: string): Permission<PersonalizeStore> => onMember(action, 'resourceArn');

/**
 * What the control plane's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpersonalize.html
 */
export const PERSONALIZE_PERMISSIONS: Permissions<PersonalizeStore> = {
  CreateDataset: (input: InGroup & { readonly datasetType: string }, store) =>
    creation(
      'personalize:CreateDataset',
      [input.datasetGroupArn],
      store.arnOf(`dataset/${groupName(input.datasetGroupArn)}/${input.datasetType.toUpperCase()}`),
      input,
    ),
  CreateDatasetGroup: (input: Named & { readonly roleArn?: string }, store) => [
    ...creation('personalize:CreateDatasetGroup', [], store.arnOf(`dataset-group/${input.name}`), input),
    ...passRole(input.roleArn, PERSONALIZE),
  ],
  CreateDatasetImportJob: (
    input: Tagged & { readonly jobName: string; readonly datasetArn: string; readonly roleArn: string },
    store,
  ) => [
    ...creation(
      'personalize:CreateDatasetImportJob',
      [input.datasetArn],
      store.arnOf(`dataset-import-job/${input.jobName}`),
      input,
    ),
    ...passRole(input.roleArn, PERSONALIZE),
  ],
  // The id of a tracker is made up by the service, so nobody can be allowed one by name.
  CreateEventTracker: (input: InGroup, store) =>
    creation(
      'personalize:CreateEventTracker',
      [input.datasetGroupArn],
      store.arnOf('event-tracker/00000000'),
      input,
    ),
  CreateFilter: (input: InGroup, store) =>
    creation('personalize:CreateFilter', [input.datasetGroupArn], store.arnOf(`filter/${input.name}`), input),
  // The recipe is in no documentation, and without it the service denies.
  CreateRecommender: (input: InGroup & { readonly recipeArn: string }, store) =>
    creation(
      'personalize:CreateRecommender',
      [input.datasetGroupArn, input.recipeArn],
      store.arnOf(`recommender/${input.name}`),
      input,
    ),
  CreateSchema: (input: Named, store) =>
    creation('personalize:CreateSchema', [], store.arnOf(`schema/${input.name}`), input),
  DeleteDataset: onMember('personalize:DeleteDataset', 'datasetArn'),
  DeleteDatasetGroup: onMember('personalize:DeleteDatasetGroup', 'datasetGroupArn'),
  DeleteEventTracker: onMember('personalize:DeleteEventTracker', 'eventTrackerArn'),
  DeleteFilter: onMember('personalize:DeleteFilter', 'filterArn'),
  DeleteRecommender: onMember('personalize:DeleteRecommender', 'recommenderArn'),
  DeleteSchema: onMember('personalize:DeleteSchema', 'schemaArn'),
  DescribeDataset: onMember('personalize:DescribeDataset', 'datasetArn'),
  DescribeDatasetGroup: onMember('personalize:DescribeDatasetGroup', 'datasetGroupArn'),
  DescribeDatasetImportJob: onMember('personalize:DescribeDatasetImportJob', 'datasetImportJobArn'),
  DescribeEventTracker: onMember('personalize:DescribeEventTracker', 'eventTrackerArn'),
  DescribeFilter: onMember('personalize:DescribeFilter', 'filterArn'),
  DescribeRecipe: onMember('personalize:DescribeRecipe', 'recipeArn'),
  DescribeRecommender: onMember('personalize:DescribeRecommender', 'recommenderArn'),
  DescribeSchema: onMember('personalize:DescribeSchema', 'schemaArn'),
  ListBatchInferenceJobs: onAnything('personalize:ListBatchInferenceJobs'),
  ListBatchSegmentJobs: onAnything('personalize:ListBatchSegmentJobs'),
  ListCampaigns: onAnything('personalize:ListCampaigns'),
  ListDataDeletionJobs: onAnything('personalize:ListDataDeletionJobs'),
  ListDatasetExportJobs: onAnything('personalize:ListDatasetExportJobs'),
  ListDatasetGroups: onAnything('personalize:ListDatasetGroups'),
  ListDatasetImportJobs: onAnything('personalize:ListDatasetImportJobs'),
  ListDatasets: onAnything('personalize:ListDatasets'),
  ListEventTrackers: onAnything('personalize:ListEventTrackers'),
  ListFilters: onAnything('personalize:ListFilters'),
  ListMetricAttributionMetrics: onAnything('personalize:ListMetricAttributionMetrics'),
  ListMetricAttributions: onAnything('personalize:ListMetricAttributions'),
  ListRecipes: onAnything('personalize:ListRecipes'),
  ListRecommenders: onAnything('personalize:ListRecommenders'),
  ListSchemas: onAnything('personalize:ListSchemas'),
  ListSolutions: onAnything('personalize:ListSolutions'),
  ListSolutionVersions: onAnything('personalize:ListSolutionVersions'),
  ListTagsForResource: tagging('personalize:ListTagsForResource'),
  StartRecommender: onMember('personalize:StartRecommender', 'recommenderArn'),
  StopRecommender: onMember('personalize:StopRecommender', 'recommenderArn'),
  TagResource: tagging('personalize:TagResource'),
  UntagResource: tagging('personalize:UntagResource'),
  UpdateDataset: onMember('personalize:UpdateDataset', 'datasetArn'),
  UpdateRecommender: onMember('personalize:UpdateRecommender', 'recommenderArn'),
};
