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
import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { StackOutputs } from '../deployed/stack-outputs';

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

/** A stack and the Personalize of its account. */
export interface HoldingStack {
  readonly personalize: PersonalizeClient;
  outputs(): Promise<StackOutputs>;
  resources(): Promise<StackResourceSummary[]>;
  /**
   * The stack's group, in an account with others. Imports, solution versions and campaigns are those of all groups, because no call
   * lists them by group.
   *
   * @default - all that the account has
   */
  readonly datasetGroupArn?: string;
}

/** Looks at what a stack has now. */
export async function holdingsOf(stack: HoldingStack): Promise<Holdings> {
  const made = new Map<string, Made>();
  for await (const [kind, arn, { creationDateTime }] of summaries(stack))
    made.set(arn ?? '', { kind, createdMs: Number(creationDateTime) });
  const resources = (await stack.resources()).filter(
    ({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE',
  );
  return {
    outputs: await stack.outputs(),
    resources: resources.map(({ LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' }) => ({
      logicalId: LogicalResourceId,
      type: ResourceType,
      id: PhysicalResourceId,
    })),
    made,
  };
}

async function* summaries({
  personalize: client,
  datasetGroupArn,
}: HoldingStack): AsyncGenerator<readonly [Made['kind'], string | undefined, Summary]> {
  for await (const { datasetGroups = [] } of paginateListDatasetGroups({ client }, {}))
    for (const one of datasetGroups)
      if (datasetGroupArn === undefined || one.datasetGroupArn === datasetGroupArn)
        yield ['dataset group', one.datasetGroupArn, one];
  for await (const { datasets = [] } of paginateListDatasets({ client }, { datasetGroupArn }))
    for (const one of datasets) yield ['dataset', one.datasetArn, one];
  for await (const { datasetImportJobs = [] } of paginateListDatasetImportJobs({ client }, {}))
    for (const one of datasetImportJobs) yield ['import', one.datasetImportJobArn, one];
  for await (const { recommenders = [] } of paginateListRecommenders({ client }, { datasetGroupArn }))
    for (const one of recommenders) yield ['recommender', one.recommenderArn, one];
  for await (const { solutionVersions = [] } of paginateListSolutionVersions({ client }, {}))
    for (const one of solutionVersions) yield ['solution version', one.solutionVersionArn, one];
  for await (const { campaigns = [] } of paginateListCampaigns({ client }, {}))
    for (const one of campaigns) yield ['campaign', one.campaignArn, one];
  for await (const { eventTrackers = [] } of paginateListEventTrackers({ client }, { datasetGroupArn }))
    for (const one of eventTrackers) yield ['event tracker', one.eventTrackerArn, one];
}
