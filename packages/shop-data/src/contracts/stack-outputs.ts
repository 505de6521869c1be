import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/**
 * All outputs of the stack, with what the value is and how to use it. A description fits into one line of an
 * 80-column terminal, indented by two.
 */
export const STACK_OUTPUTS = {
  MostViewedRecommenderArn: 'Most viewed: pass it to GetRecommendations with a userId.',
  BestSellersRecommenderArn: 'Best sellers: pass it to GetRecommendations with a userId.',
  FrequentlyBoughtTogetherRecommenderArn:
    'Frequently bought together: pass it to GetRecommendations with an itemId.',
  CustomersWhoViewedXAlsoViewedRecommenderArn:
    'Customers who viewed X also viewed: GetRecommendations with userId and itemId.',
  RecommendedForYouRecommenderArn: 'Recommended for you: pass it to GetRecommendations with a userId.',
  RankingCampaignArn: 'Orders items for a user: pass it to GetPersonalizedRanking with their ids.',
  FilterArns: 'JSON from filter names to ARNs: pass one to GetRecommendations as filterArn.',
  ListsPrefix: 'Where the lists are in S3: read its manifest.json, then the files it names.',
  ListsStateMachineArn: 'Makes the lists: start an execution for new ones ahead of the schedule.',
  SegmentsPrefix: 'Where the segments of users are in S3: read its manifest.json first.',
  SegmentsStateMachineArn: 'Makes the segments: start an execution for new ones ahead of the schedule.',
  BatchesPrefix: 'Where recommendations for every user are in S3: read its manifest.json first.',
  BatchesStateMachineArn: 'Makes recommendations for every user: start an execution for new ones.',
  TrackingId: 'Id of the event tracker: pass it to PutEvents with what visitors do.',
  EventTrackerArn: 'The event tracker itself: DescribeEventTracker says its status.',
  ApiUrl: 'Address of the API for pages of the shop: the attribute api of the elements.',
  UserTokenKeyArn: 'KMS key that signs tokens of users for the API: a back end calls GenerateMac.',
  RulesPrefix: 'Merchandising rules and their history in S3: the command rules sets them.',
  DatasetGroupArn: 'The shop in Personalize: create filters of your own in this dataset group.',
  DataBucketName: 'Bucket of the data: prepared files in dataset/, and fresh data to incoming/.',
  FreshDataStateMachineArn: 'Imports what arrives in incoming/: its executions say why one has failed.',
  AnalystRoleArn: 'Role for people and SageMaker notebooks, for this stack alone: assume it.',
  ImportRoleArn: 'Role that reads the bucket: pass it to Personalize in import jobs of your own.',
  UserKeyArn: 'KMS key that hashes ids of users: a back end derives its HMAC key with it.',
  Shelves: 'Shelves whose figures are kept as JSON, which the command effect reads.',
  Experiment: 'The experiment and its log group as JSON, which the command effect reads.',
} as const satisfies Record<string, string>;

/** Key of an output. */
export type StackOutputName = keyof typeof STACK_OUTPUTS;

/** Key of the stack output that holds each recommender's ARN. */
export const RECOMMENDER_OUTPUTS = {
  'most-viewed': 'MostViewedRecommenderArn',
  'best-sellers': 'BestSellersRecommenderArn',
  'frequently-bought-together': 'FrequentlyBoughtTogetherRecommenderArn',
  'customers-who-viewed-x-also-viewed': 'CustomersWhoViewedXAlsoViewedRecommenderArn',
  'recommended-for-you': 'RecommendedForYouRecommenderArn',
} as const satisfies Record<UseCaseName, StackOutputName>;

/** Key of the stack output that holds the ARN of the campaign that ranks. */
export const RANKING_OUTPUT = 'RankingCampaignArn' satisfies StackOutputName;

/** Key of the stack output that describes the experiment to the commands: JSON, a `DeployedExperiment`. */
export const EXPERIMENT_OUTPUT = 'Experiment' satisfies StackOutputName;

/** Key of the stack output that describes the counted shelves to the commands: JSON, a `DeployedShelves`. */
export const SHELVES_OUTPUT = 'Shelves' satisfies StackOutputName;
