import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { StackOutputName } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { expectSame, served, type Check, type DeployedStep } from './step';
import { settingsOf } from './walk';

const live =
  (useCase: UseCaseName) =>
  (settings: Settings): boolean =>
    servedBy('live', settings).has(useCase);
const hasLists = (settings: Settings): boolean =>
  servedBy('lists', settings).size > 0 || settings.similarItems;
const hasApi = ({ api }: Settings): boolean => api !== null;
const always = (): boolean => true;

/** Which settings have each output. */
const OUTPUTS: Record<StackOutputName, (settings: Settings) => boolean> = {
  MostViewedRecommenderArn: live('most-viewed'),
  BestSellersRecommenderArn: live('best-sellers'),
  FrequentlyBoughtTogetherRecommenderArn: live('frequently-bought-together'),
  CustomersWhoViewedXAlsoViewedRecommenderArn: live('customers-who-viewed-x-also-viewed'),
  RecommendedForYouRecommenderArn: live('recommended-for-you'),
  RankingCampaignArn: ({ ranking }) => ranking !== null,
  FilterArns: ({ filters: expressions }) => Object.keys(expressions).length > 0,
  ListsPrefix: hasLists,
  ListsStateMachineArn: hasLists,
  SegmentsPrefix: ({ segments }) => segments !== null,
  SegmentsStateMachineArn: ({ segments }) => segments !== null,
  BatchesPrefix: ({ batches }) => batches !== null,
  BatchesStateMachineArn: ({ batches }) => batches !== null,
  TrackingId: ({ eventTracker }) => eventTracker,
  EventTrackerArn: ({ eventTracker }) => eventTracker,
  ApiUrl: hasApi,
  UserTokenKeyArn: hasApi,
  RulesPrefix: (settings) => settings.api?.rules === true,
  DatasetGroupArn: always,
  DataBucketName: always,
  FreshDataStateMachineArn: ({ freshData }) => freshData,
  AnalystRoleArn: always,
  ImportRoleArn: always,
  UserKeyArn: ({ data }) => data?.interactions.hashUsers === true,
  Shelves: ({ shelves }) => Object.keys(shelves).length > 0,
  Experiment: ({ experiment }) => experiment !== null,
};

function namesOfOutputs({ outputs, settings }: DeployedStep): void {
  const names = Object.keys(OUTPUTS) as StackOutputName[];
  expectSame('Outputs', Object.keys(outputs).sort(), names.filter((name) => OUTPUTS[name](settings)).sort());
}

async function filters({ account, outputs, settings }: DeployedStep): Promise<void> {
  const arns = Object.entries(JSON.parse(outputs.FilterArns ?? '{}') as Record<string, string>);
  const expressions = await Promise.all(
    arns.map(async ([name, filterArn]) => {
      const { filter } = await account.personalize.describeFilter({ filterArn });
      return [name, filter?.filterExpression] as const;
    }),
  );
  expectSame('Filters', Object.fromEntries(expressions), { ...settings.filters });
}

async function metricAttribution({ account, outputs, settings }: DeployedStep): Promise<void> {
  const { DatasetGroupArn: datasetGroupArn } = outputs;
  const { metricAttributions = [] } = await account.personalize.listMetricAttributions({ datasetGroupArn });
  const found: string[] = [];
  for (const { metricAttributionArn } of metricAttributions) {
    const { metrics = [] } = await account.personalize.listMetricAttributionMetrics({ metricAttributionArn });
    found.push(...metrics.map(({ metricName, eventType }) => `${metricName} of ${eventType}`));
  }
  const asked = Object.entries(settings.metricAttribution).map(([name, { event }]) => `${name} of ${event}`);
  expectSame('Metrics', found.sort(), asked.sort());
}

/** Whether a tag was dropped with a move: the new logical id cannot tell it from one that somebody added by hand. */
const isLeft = ({ attempted, configuration: { place }, settings }: DeployedStep, key: string): boolean =>
  !(key in settings.tags) &&
  attempted.some((one) => one.place !== place && key in settingsOf(one.given).tags);

async function recommenders(step: DeployedStep): Promise<void> {
  const { account, settings } = step;
  for (const { useCase, options, arn } of served(step)) {
    const { recommenderConfig: config, recipeArn } = await account.described(arn);
    expectSame(`The recipe of ${useCase}`, recipeArn?.split('/')[1], USE_CASES[useCase].recipe);
    const isMetadata = config?.enableMetadataWithRecommendations ?? false;
    expectSame(`The metadata of ${useCase}`, isMetadata, options.metadata ?? false);
    const weight = config?.itemExplorationConfig?.explorationWeight;
    if (options.explorationWeight !== undefined)
      expectSame(`The exploration of ${useCase}`, Number(weight), options.explorationWeight);
    // With the setting requestRate, the traffic sets the rate.
    if (settings.requestRate === null)
      expectSame(
        `The rate of ${useCase}`,
        config?.minRecommendationRequestsPerSecond ?? 1,
        options.minRecommendationRequestsPerSecond ?? 1,
      );
    const { tags = [] } = await account.personalize.listTagsForResource({ resourceArn: arn });
    const own = tags.filter(({ tagKey = '' }) => !tagKey.includes(':') && !isLeft(step, tagKey));
    expectSame(
      `The tags of ${useCase}`,
      Object.fromEntries(own.map(({ tagKey, tagValue }) => [tagKey, tagValue])),
      { ...settings.tags },
    );
  }
}

/** Whether outputs and options are those of the step. */
export const RESOURCES: readonly Check[] = [namesOfOutputs, filters, metricAttribution, recommenders];
