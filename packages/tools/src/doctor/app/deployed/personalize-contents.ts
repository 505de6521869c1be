import {
  DescribeCampaignCommand,
  DescribeDatasetCommand,
  DescribeEventTrackerCommand,
  DescribeRecommenderCommand,
  DescribeSchemaCommand,
  DescribeSolutionCommand,
  ListTagsForResourceCommand,
  paginateListCampaigns,
  paginateListDatasetGroups,
  paginateListDatasets,
  paginateListEventTrackers,
  paginateListFilters,
  paginateListMetricAttributions,
  paginateListRecommenders,
  paginateListSchemas,
  paginateListSolutions,
  type PersonalizeClient,
  type RecommenderConfig,
  type Solution,
} from '@aws-sdk/client-personalize';
import { isSchemaOf } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import type { DeployedStack } from './deployed-stack';
import { permittedReads } from './permitted-reads';
import type { Kind } from './personalize-kinds';

/** A Personalize resource that exists. Members that do not apply to its kind, or may not be read, are absent. */
export interface Found {
  readonly kind: Kind;
  readonly arn: string;
  readonly name: string;
  /** Status; `''` for schemas, which have none. */
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly groupArn?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Configuration of a recommender. During an update, that of the update. */
  readonly config?: RecommenderConfig;
  /** Provisioned requests per second of a campaign. */
  readonly rate?: number;
  /** Recipe of a solution, or of a campaign's solution. */
  readonly recipe?: string;
  /** Schedule on which a solution is trained; null for never. */
  readonly schedule?: string | null;
  readonly trackingId?: string;
  readonly schemaName?: string;
  /** Columns of a dataset whose schema is not the template's. */
  readonly columns?: readonly string[];
}

/** Resources in the dataset groups of a stack, and resources elsewhere with the stack's names or its owner tag. */
export interface Contents {
  /** Resources by kind. Kinds that may not be listed are absent. */
  readonly found: Readonly<Partial<Record<Kind, readonly Found[]>>>;
  /** IAM actions that are denied. */
  readonly denied: readonly string[];
}

interface Summary {
  readonly name?: string;
  readonly status?: string;
  readonly creationDateTime?: Date;
}

/**
 * Reads what exists without changing anything.
 *
 * @param wanted names of recommenders of the stack, in any dataset group
 */
export async function personalizeContents(
  client: PersonalizeClient,
  { stackId, held }: DeployedStack,
  wanted: ReadonlySet<string>,
): Promise<Contents> {
  const reads = permittedReads();

  async function tagsOf(resourceArn: string): Promise<Pick<Found, 'tags'>> {
    const answer = await reads.unlessDenied('ListTagsForResource', () =>
      client.send(new ListTagsForResourceCommand({ resourceArn })),
    );
    if (!answer) return {};
    const tags = (answer.tags ?? []).map(({ tagKey = '', tagValue = '' }) => [tagKey, tagValue] as const);
    return { tags: Object.fromEntries(tags) };
  }
  const base = (kind: Kind, arn = '', { name = '', status = '', creationDateTime }: Summary): Found => ({
    kind,
    arn,
    name,
    status,
    createdMs: Number(creationDateTime ?? 0),
  });
  const isOwned = ({ tags }: Found): boolean => tags?.[OWNER_TAG] === stackId;

  const heldGroups = new Set(held.filter(({ kind }) => kind === 'dataset-group').map(({ id }) => id));
  const groups: Found[] = [];
  for (const one of await reads.listed(
    'ListDatasetGroups',
    () => paginateListDatasetGroups({ client }, {}),
    (page) => page.datasetGroups,
  )) {
    const arn = one.datasetGroupArn ?? '';
    const group = { ...base('dataset-group', arn, one), groupArn: arn, ...(await tagsOf(arn)) };
    if (heldGroups.has(arn) || isOwned(group)) groups.push(group);
  }
  // If groups cannot be listed, the stack's own are read.
  const groupArns = reads.isAllowed('ListDatasetGroups') ? groups.map(({ arn }) => arn) : [...heldGroups];
  const inEachGroup = async (read: (groupArn: string) => Promise<Found[]>): Promise<Found[]> => {
    const all: Found[] = [];
    for (const groupArn of groupArns) for (const one of await read(groupArn)) all.push({ ...one, groupArn });
    return all;
  };

  async function recommenders(): Promise<Found[]> {
    const all: Found[] = [];
    for (const one of await reads.listed(
      'ListRecommenders',
      () => paginateListRecommenders({ client }, {}),
      (page) => page.recommenders,
    )) {
      const recommenderArn = one.recommenderArn ?? '';
      const groupArn = one.datasetGroupArn;
      const found = {
        ...base('recommender', recommenderArn, one),
        groupArn,
        ...(await tagsOf(recommenderArn)),
      };
      if (!groupArns.includes(groupArn ?? '') && !wanted.has(found.name) && !isOwned(found)) continue;
      const answer = await reads.unlessDenied('DescribeRecommender', () =>
        client.send(new DescribeRecommenderCommand({ recommenderArn })),
      );
      const { latestRecommenderUpdate: latest, recommenderConfig } = answer?.recommender ?? {};
      const isUpdating = /PENDING|IN_PROGRESS/.test(latest?.status ?? '');
      const config = isUpdating ? latest?.recommenderConfig : recommenderConfig;
      all.push({ ...found, ...(answer && { config: config ?? {} }) });
    }
    return all;
  }

  const filters = (): Promise<Found[]> =>
    inEachGroup(async (datasetGroupArn) => {
      const all = await reads.listed(
        'ListFilters',
        () => paginateListFilters({ client }, { datasetGroupArn }),
        (page) => page.Filters,
      );
      return tagged(all.map((one) => base('filter', one.filterArn, one)));
    });
  async function tagged(all: readonly Found[]): Promise<Found[]> {
    const withTags: Found[] = [];
    for (const one of all) withTags.push({ ...one, ...(await tagsOf(one.arn)) });
    return withTags;
  }

  const eventTrackers = (): Promise<Found[]> =>
    inEachGroup(async (datasetGroupArn) => {
      const all = await reads.listed(
        'ListEventTrackers',
        () => paginateListEventTrackers({ client }, { datasetGroupArn }),
        (page) => page.eventTrackers,
      );
      const described: Found[] = [];
      for (const found of await tagged(all.map((one) => base('event-tracker', one.eventTrackerArn, one)))) {
        const answer = await reads.unlessDenied('DescribeEventTracker', () =>
          client.send(new DescribeEventTrackerCommand({ eventTrackerArn: found.arn })),
        );
        described.push({ ...found, trackingId: answer?.eventTracker?.trackingId });
      }
      return described;
    });

  const metricAttributions = (): Promise<Found[]> =>
    inEachGroup(async (datasetGroupArn) => {
      const all = await reads.listed(
        'ListMetricAttributions',
        () => paginateListMetricAttributions({ client }, { datasetGroupArn }),
        (page) => page.metricAttributions,
      );
      return all.map((one) => base('metric-attribution', one.metricAttributionArn, one));
    });

  const templateSchemas = new Set(
    held.filter(({ kind }) => kind === 'dataset').map(({ properties }) => properties.SchemaName),
  );
  const datasets = (): Promise<Found[]> =>
    inEachGroup(async (datasetGroupArn) => {
      const all = await reads.listed(
        'ListDatasets',
        () => paginateListDatasets({ client }, { datasetGroupArn }),
        (page) => page.datasets,
      );
      const described: Found[] = [];
      for (const found of await tagged(all.map((one) => base('dataset', one.datasetArn, one)))) {
        const answer = await reads.unlessDenied('DescribeDataset', () =>
          client.send(new DescribeDatasetCommand({ datasetArn: found.arn })),
        );
        const schemaArn = answer?.dataset?.schemaArn;
        const schemaName = schemaArn?.slice(schemaArn.indexOf('/') + 1);
        const isTemplates = schemaName === undefined || templateSchemas.has(schemaName);
        described.push({ ...found, schemaName, ...(!isTemplates && (await columnsOf(schemaArn!))) });
      }
      return described;
    });
  async function columnsOf(schemaArn: string): Promise<Pick<Found, 'columns'>> {
    const answer = await reads.unlessDenied('DescribeSchema', () =>
      client.send(new DescribeSchemaCommand({ schemaArn })),
    );
    const text = answer?.schema?.schema;
    return text === undefined ? {} : { columns: schemaColumns(text) };
  }

  async function solutionsAndCampaigns(): Promise<readonly [Found[], Found[]]> {
    const campaigns: Found[] = [];
    const solutions = await inEachGroup(async (datasetGroupArn) => {
      const all = await reads.listed(
        'ListSolutions',
        () => paginateListSolutions({ client }, { datasetGroupArn }),
        (page) => page.solutions,
      );
      const described: Found[] = [];
      for (const found of await tagged(all.map((one) => base('solution', one.solutionArn, one)))) {
        const { arn: solutionArn } = found;
        const { solution } =
          (await reads.unlessDenied('DescribeSolution', () =>
            client.send(new DescribeSolutionCommand({ solutionArn })),
          )) ?? {};
        const recipe = solution?.recipeArn;
        described.push({ ...found, recipe, ...(solution && { schedule: scheduleOf(solution) }) });
        const served = await reads.listed(
          'ListCampaigns',
          () => paginateListCampaigns({ client }, { solutionArn }),
          (page) => page.campaigns,
        );
        for (const campaign of await tagged(served.map((one) => base('campaign', one.campaignArn, one)))) {
          const answer = await reads.unlessDenied('DescribeCampaign', () =>
            client.send(new DescribeCampaignCommand({ campaignArn: campaign.arn })),
          );
          const rate = answer?.campaign?.minProvisionedTPS;
          campaigns.push({ ...campaign, groupArn: datasetGroupArn, recipe, rate });
        }
      }
      return described;
    });
    return [solutions, campaigns];
  }

  const [foundDatasets, foundRecommenders, foundFilters, trackers, attributions, [solutions, campaigns]] =
    await Promise.all([
      datasets(),
      recommenders(),
      filters(),
      eventTrackers(),
      metricAttributions(),
      solutionsAndCampaigns(),
    ]);
  const datasetNames = [
    ...foundDatasets.map(({ name }) => name),
    ...held.flatMap(({ kind, properties }) => (kind === 'dataset' ? [String(properties.Name)] : [])),
  ];
  const schemas = (
    await reads.listed(
      'ListSchemas',
      () => paginateListSchemas({ client }, {}),
      (page) => page.schemas,
    )
  )
    .map((one) => base('schema', one.schemaArn, one))
    .filter(({ name }) => datasetNames.some((dataset) => isSchemaOf(dataset, name)));
  const canDescribeDatasets = reads.isAllowed('ListDatasets') && reads.isAllowed('DescribeDataset');
  return {
    found: {
      ...(reads.isAllowed('ListDatasetGroups') && { 'dataset-group': groups }),
      ...(reads.isAllowed('ListDatasets') && { dataset: foundDatasets }),
      ...(reads.isAllowed('ListRecommenders') && { recommender: foundRecommenders }),
      ...(reads.isAllowed('ListFilters') && { filter: foundFilters }),
      ...(reads.isAllowed('ListEventTrackers') && { 'event-tracker': trackers }),
      ...(reads.isAllowed('ListMetricAttributions') && { 'metric-attribution': attributions }),
      ...(reads.isAllowed('ListSolutions') && { solution: solutions }),
      ...(reads.isAllowed('ListSolutions') && reads.isAllowed('ListCampaigns') && { campaign: campaigns }),
      ...(reads.isAllowed('ListSchemas') && canDescribeDatasets && { schema: schemas }),
    },
    denied: reads.denied(),
  };
}

/** Names of the columns of an Avro schema. */
export const schemaColumns = (schema: string): string[] =>
  (JSON.parse(schema) as { readonly fields: readonly { readonly name: string }[] }).fields.map(
    ({ name }) => name,
  );

/** It is not documented whether a solution's own fields reflect updates, so the latest successful update takes precedence. */
function scheduleOf({
  performAutoTraining,
  solutionConfig,
  latestSolutionUpdate: latest,
}: Solution): string | null {
  const { isAutomatic, config } =
    latest?.status === 'ACTIVE'
      ? { isAutomatic: latest.performAutoTraining, config: latest.solutionUpdateConfig }
      : { isAutomatic: performAutoTraining, config: solutionConfig };
  // Personalize trains every seven days unless a solution has another schedule.
  return isAutomatic ? (config?.autoTrainingConfig?.schedulingExpression ?? 'rate(7 days)') : null;
}
