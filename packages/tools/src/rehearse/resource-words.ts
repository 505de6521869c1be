import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { BATCH_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { CAMPAIGN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { DATASET_IMPORT_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { LISTS_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { METRIC_ATTRIBUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { SOLUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import type { DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import { USE_CASE_NAMES, USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';

/** What a shop knows by name: each is told by itself. */
const NAMED: Readonly<Record<string, string>> = {
  [RECOMMENDER_TYPE]: 'recommender',
  [DATASET_GROUP_TYPE]: 'dataset group',
  [DATASET_TYPE]: 'dataset',
  [DATASET_IMPORT_TYPE]: 'import',
  [FILTER_TYPE]: 'filter',
  [EVENT_TRACKER_TYPE]: 'event tracker',
  [METRIC_ATTRIBUTION_TYPE]: 'metric attribution',
  [SOLUTION_TYPE]: 'solution',
  [CAMPAIGN_TYPE]: 'campaign',
  [LISTS_RUN_TYPE]: 'lists',
  [BATCH_RUN_TYPE]: 'run of',
  [PREPARED_DATA_TYPE]: 'prepared data',
  'AWS::S3::Bucket': 'bucket',
  'AWS::KMS::Key': 'key',
  'AWS::ApiGatewayV2::Api': 'API',
  'AWS::SNS::Topic': 'topic',
  'AWS::SNS::Subscription': 'subscription',
};

/** Plumbing that is counted: one, and several. */
const COUNTED: Readonly<Record<string, readonly [string, string]>> = {
  'AWS::Lambda::Function': ['function', 'functions'],
  'AWS::IAM::Role': ['role', 'roles'],
  'AWS::IAM::Policy': ['policy', 'policies'],
  'AWS::IAM::ManagedPolicy': ['managed policy', 'managed policies'],
  'AWS::Lambda::Permission': ['permission', 'permissions'],
  'AWS::StepFunctions::StateMachine': ['state machine', 'state machines'],
  'AWS::Logs::LogGroup': ['log group', 'log groups'],
  'AWS::Events::Rule': ['rule of the event bus', 'rules of the event bus'],
  'AWS::CloudWatch::Alarm': ['alarm', 'alarms'],
};

/** A resource by its kind and its own name: `recommender Best sellers`. */
export function ownName(kind: string, id: string): string {
  const [last = ''] = /[^/]*(?=\/?$)/.exec(id) ?? [];
  if (kind === 'prepared data' || kind === 'lists') return kind;
  const useCase = kind === 'recommender' && USE_CASE_NAMES.find((name) => last.endsWith(`-${name}`));
  return `${kind} ${useCase ? USE_CASES[useCase].title : last}`;
}

/** Resources in words: those that a shop knows by name, then counts of the others. */
export function inWords(resources: readonly DeployedResource[]): string[] {
  const names = resources.flatMap(({ type, id }) => (type in NAMED ? [ownName(NAMED[type], id)] : []));
  const counts = new Map<string, number>();
  // Custom resources without a name of their own only wait or clean up.
  const plumbing = resources.filter(({ type }) => !(type in NAMED) && !type.startsWith('Custom::'));
  for (const { type } of plumbing) counts.set(type, (counts.get(type) ?? 0) + 1);
  const others = [...counts].map(([type, count]) => {
    const [one, several] = COUNTED[type] ?? [type, type];
    return countInWords(count, one, several);
  });
  return [...names.sort(), ...others.sort()];
}
