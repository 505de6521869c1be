import {
  paginateListCampaigns,
  paginateListDatasetGroups,
  paginateListDatasetImportJobs,
  paginateListDatasets,
  paginateListEventTrackers,
  paginateListRecommenders,
  paginateListSolutionVersions,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import type { DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { StackOutputs } from '../deployed/stack-outputs';
import type { StormAccount } from './storm-account';

/** What a deployed stack has. */
export interface Holdings {
  readonly outputs: StackOutputs;
  readonly resources: readonly DeployedResource[];
  /** What Personalize was given to keep or has trained, with when it was made, by ARN. */
  readonly made: ReadonlyMap<string, Made>;
}

/** Something in Personalize that takes data or time to make. */
export interface Made {
  readonly kind:
    | 'dataset group'
    | 'dataset'
    | 'import'
    | 'recommender'
    | 'solution version'
    | 'campaign'
    | 'event tracker';
  readonly createdMs: number;
}

interface Summary {
  readonly creationDateTime?: Date;
}

/** Looks at what a stack has now. */
export async function holdingsOf(account: StormAccount): Promise<Holdings> {
  const made = new Map<string, Made>();
  for await (const [kind, arn, { creationDateTime }] of summaries(account.personalize))
    made.set(arn ?? '', { kind, createdMs: Number(creationDateTime) });
  const resources = (await account.resources()).filter(
    ({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE',
  );
  return {
    outputs: await account.outputs(),
    resources: resources.map(({ LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' }) => ({
      logicalId: LogicalResourceId,
      type: ResourceType,
      id: PhysicalResourceId,
    })),
    made,
  };
}

async function* summaries(
  client: PersonalizeClient,
): AsyncGenerator<readonly [Made['kind'], string | undefined, Summary]> {
  for await (const { datasetGroups = [] } of paginateListDatasetGroups({ client }, {}))
    for (const one of datasetGroups) yield ['dataset group', one.datasetGroupArn, one];
  for await (const { datasets = [] } of paginateListDatasets({ client }, {}))
    for (const one of datasets) yield ['dataset', one.datasetArn, one];
  for await (const { datasetImportJobs = [] } of paginateListDatasetImportJobs({ client }, {}))
    for (const one of datasetImportJobs) yield ['import', one.datasetImportJobArn, one];
  for await (const { recommenders = [] } of paginateListRecommenders({ client }, {}))
    for (const one of recommenders) yield ['recommender', one.recommenderArn, one];
  for await (const { solutionVersions = [] } of paginateListSolutionVersions({ client }, {}))
    for (const one of solutionVersions) yield ['solution version', one.solutionVersionArn, one];
  for await (const { campaigns = [] } of paginateListCampaigns({ client }, {}))
    for (const one of campaigns) yield ['campaign', one.campaignArn, one];
  for await (const { eventTrackers = [] } of paginateListEventTrackers({ client }, {}))
    for (const one of eventTrackers) yield ['event tracker', one.eventTrackerArn, one];
}
