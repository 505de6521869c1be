import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import {
  CAMPAIGN_TYPE,
  type CampaignProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import type { ApiConfig, ApiEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { BatchPlan, PlannedJob } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import {
  FILTER_TYPE,
  type FilterProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import {
  LISTS_RUN_TYPE,
  type ListsRunProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import type { ListsPlan } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import {
  METRIC_ATTRIBUTION_TYPE,
  type MetricAttributionProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import type { PausesEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/pauses';
import {
  PREPARED_DATA_TYPE,
  type PreparationProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import {
  RECOMMENDER_TYPE,
  type RecommenderProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import {
  SOLUTION_TYPE,
  type SolutionProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import type { RecommenderOptions } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { SETTINGS, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { USE_CASE_NAMES, USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Template } from './assembly';
import { functionsWith, resourcesOf, runsOf, textOf, type Run } from './template-resources';

/** The settings that affect price and checks. A template determines all of them except `archive`. */
export type JudgedSettings = Pick<
  Settings,
  | ('archive' | 'source' | 'data' | 'maxBadRows' | 'holdout' | 'holdoutBy' | 'eventTypes' | 'preparation')
  | ('glueWorkers' | 'createKey' | 'kmsKeyArn' | 'useCases' | 'serving' | 'requestRate' | 'runningHours')
  | (
      | 'stopWhenIdleHours'
      | 'filters'
      | 'listsSchedule'
      | 'listsItems'
      | 'similarItems'
      | 'shelves'
      | 'segments'
      | 'batches'
    )
  | 'ranking'
> & {
  readonly api: Pick<NonNullable<Settings['api']>, 'rate' | 'concurrency'> | null;
  readonly guests: Pick<NonNullable<Settings['guests']>, 'perDay'> | null;
  readonly metricAttribution: Readonly<Record<string, unknown>>;
  /** Number of interface endpoints of its VPC, each counted once per zone. @default - none */
  readonly endpointZones?: number;
};

/** The shop as its template describes it. */
export interface TemplateShop {
  readonly settings: Omit<JudgedSettings, 'archive' | 'endpointZones'>;
  /** Number of interface endpoints in the template, each counted once per zone. */
  readonly endpointZones: number;
  /** Prefix of the names of its resources in Personalize. */
  readonly prefix: string;
  /**
   * Key of the published archive in the bootstrap's bucket; absent if the data is in S3, or the template does not
   * contain the key.
   */
  readonly archiveKey?: string;
  /** Name of the file that a mapping reads, which the key does not tell; absent without a mapping. */
  readonly archiveName?: string;
  /** Logical id of the API's function; absent without an API. */
  readonly apiFunction?: string;
}

/** Number of shops in a template. */
export const shopsIn = (template: Template): number => resourcesOf(template, DATASET_GROUP_TYPE).length;

/** Reads the shop of a template that has exactly one. */
export function templateShop(template: Template): TemplateShop {
  const [[, group]] = resourcesOf<{ readonly Name: string; readonly KmsKeyArn?: unknown }>(
    template,
    DATASET_GROUP_TYPE,
  );
  const prefix = group.Name.replace(/-shop$/, '');
  const [[, prepared]] = resourcesOf<Prepared>(template, PREPARED_DATA_TYPE);
  const { ArchiveKey, Source } = prepared;
  const [[, job] = []] = resourcesOf<{ readonly NumberOfWorkers: number }>(template, 'AWS::Glue::Job');
  const isGlue = prepared.JobName !== undefined;
  const api = apiOf(template);
  const key = group.KmsKeyArn === undefined ? '' : textOf(group.KmsKeyArn);
  return {
    prefix,
    archiveKey: typeof ArchiveKey === 'string' ? ArchiveKey : undefined,
    archiveName: prepared.ArchiveName,
    apiFunction: api?.id,
    settings: {
      source: Source === undefined ? '' : textOf(Source),
      data: prepared.Mapping === undefined ? null : (JSON.parse(prepared.Mapping) as ShopMapping),
      maxBadRows: Number(prepared.MaxBadRows ?? 0),
      holdout: Number(prepared.Holdout),
      holdoutBy: prepared.HoldoutBy ?? 'user',
      eventTypes: JSON.parse(prepared.EventTypes) as Settings['eventTypes'],
      preparation: isGlue ? 'glue' : 'lambda',
      glueWorkers: (isGlue ? job?.NumberOfWorkers : undefined) ?? SETTINGS.glueWorkers.default,
      // If the template refers to the key, the stack creates it.
      createKey: key.startsWith('${'),
      kmsKeyArn: key.startsWith('arn:') ? key : '',
      ...recommendersOf(template),
      ...pausesOf(template),
      filters: Object.fromEntries(
        resourcesOf<FilterProperties>(template, FILTER_TYPE).map(([, { Name, FilterExpression }]) => [
          Name.slice(prefix.length + 1).replace(/-[0-9a-f]{8}$/, ''),
          FilterExpression,
        ]),
      ),
      api: api ? { rate: api.rate, concurrency: api.concurrency } : null,
      guests: api?.config.guests ?? null,
      shelves: api?.config.shelves ?? {},
      ranking: rankingOf(template),
      metricAttribution: Object.fromEntries(
        resourcesOf<MetricAttributionProperties>(template, METRIC_ATTRIBUTION_TYPE).flatMap(
          ([, { Metrics }]) => Metrics.map((metric) => [metric.MetricName, metric]),
        ),
      ),
      ...batchesOf(template),
    },
    endpointZones: endpointZonesOf(template),
  };
}

/** Properties of all kinds of preparation. */
type Prepared = PreparationProperties & {
  readonly ArchiveKey?: unknown;
  readonly ArchiveName?: string;
  readonly Source?: unknown;
  readonly Mapping?: string;
  readonly MaxBadRows?: string;
  readonly JobName?: unknown;
};

const useCaseOf = (recipe: unknown): UseCaseName | undefined =>
  USE_CASE_NAMES.find((useCase) => textOf(recipe).endsWith(`/${USE_CASES[useCase].recipe}`));

/** The live use cases, and the use cases that are served from lists, whose recommenders are temporary. */
function recommendersOf(
  template: Template,
): Pick<
  JudgedSettings,
  'useCases' | 'serving' | 'requestRate' | 'listsSchedule' | 'listsItems' | 'similarItems'
> {
  const run = runsOf(template).find((one): one is Run<ListsPlan> => 'lists' in one.plan);
  const [[, listsRun] = []] = resourcesOf<ListsRunProperties>(template, LISTS_RUN_TYPE);
  const useCases = new Map<UseCaseName, RecommenderOptions>();
  const bounds: Partial<Record<UseCaseName, RequestBounds>> = {};
  const serving: Partial<Record<UseCaseName, 'lists'>> = {};
  for (const [, { RecipeArn, RecommenderConfig }] of resourcesOf<RecommenderProperties>(
    template,
    RECOMMENDER_TYPE,
  )) {
    const useCase = useCaseOf(RecipeArn);
    if (useCase === undefined) continue;
    const { MinRecommendationRequestsPerSecond: min, RequestBounds } = RecommenderConfig ?? {};
    useCases.set(useCase, {
      ...(min !== undefined && { minRecommendationRequestsPerSecond: Number(min) }),
      ...(RecommenderConfig?.EnableMetadataWithRecommendations === 'true' && { metadata: true }),
    });
    if (RequestBounds) bounds[useCase] = { min: Number(RequestBounds.Min), max: Number(RequestBounds.Max) };
  }
  for (const { RecipeArn } of run?.plan.recommenders ?? []) {
    const useCase = useCaseOf(RecipeArn);
    if (useCase === undefined) continue;
    useCases.set(useCase, {});
    serving[useCase] = 'lists';
  }
  return {
    useCases,
    serving,
    requestRate: Object.keys(bounds).length > 0 ? bounds : null,
    listsSchedule: run?.schedule ?? SETTINGS.listsSchedule.default,
    listsItems:
      (listsRun?.MadeOf as { readonly Items?: Settings['listsItems'] } | undefined)?.Items ??
      SETTINGS.listsItems.default,
    similarItems: run?.plan.similar !== undefined,
  };
}

/** Number of interface endpoints of the template, each counted once per subnet. */
const endpointZonesOf = (template: Template): number =>
  resourcesOf<{ readonly VpcEndpointType?: string; readonly SubnetIds?: readonly unknown[] }>(
    template,
    'AWS::EC2::VPCEndpoint',
  ).reduce(
    (sum, [, { VpcEndpointType, SubnetIds = [] }]) =>
      sum + (VpcEndpointType === 'Interface' ? SubnetIds.length : 0),
    0,
  );

function pausesOf(template: Template): Pick<JudgedSettings, 'runningHours' | 'stopWhenIdleHours'> {
  const [{ variables: { RUNNING_HOURS, IDLE_HOURS } } = { variables: {} as Partial<PausesEnvironment> }] =
    functionsWith<keyof PausesEnvironment>(template, ['RUNNING_HOURS', 'IDLE_HOURS']);
  return {
    runningHours: JSON.parse(RUNNING_HOURS ?? 'null') as RunningHours | null,
    stopWhenIdleHours: Number(IDLE_HOURS ?? 0),
  };
}

/** The API's function, and the rate of its stage. */
function apiOf(template: Template) {
  const [found] = functionsWith<keyof ApiEnvironment>(template, ['USER_TOKEN_KEY_ARN', 'CONFIG']);
  if (found === undefined) return undefined;
  const { id, variables, properties } = found;
  const gateways = resourcesOf<{ readonly ApiId: unknown; readonly IntegrationUri: unknown }>(
    template,
    'AWS::ApiGatewayV2::Integration',
  ).flatMap(([, { ApiId, IntegrationUri }]) =>
    textOf(IntegrationUri).includes(`\${${id}.`) ? [textOf(ApiId)] : [],
  );
  const stage = resourcesOf<{
    readonly ApiId: unknown;
    readonly DefaultRouteSettings?: { readonly ThrottlingRateLimit?: number };
  }>(template, 'AWS::ApiGatewayV2::Stage').find(([, { ApiId }]) => gateways.includes(textOf(ApiId)));
  return {
    id,
    config: JSON.parse(variables.CONFIG) as ApiConfig,
    rate: stage?.[1].DefaultRouteSettings?.ThrottlingRateLimit ?? 0,
    concurrency: properties.ReservedConcurrentExecutions,
  };
}

function rankingOf(template: Template): JudgedSettings['ranking'] {
  const [[, campaign] = []] = resourcesOf<CampaignProperties>(template, CAMPAIGN_TYPE);
  if (campaign === undefined) return null;
  const solutions = new Map(resourcesOf<SolutionProperties>(template, SOLUTION_TYPE));
  const [, id = ''] = /^\$\{(.+)\}$/.exec(textOf(campaign.SolutionArn)) ?? [];
  const schedule = solutions.get(id)?.TrainingSchedule;
  return schedule === undefined
    ? null
    : { minRequestsPerSecond: Number(campaign.MinProvisionedTps), schedule };
}

function batchesOf(template: Template): Pick<JudgedSettings, 'segments' | 'batches'> {
  const runs = runsOf(template).filter((one): one is Run<BatchPlan> => 'jobs' in one.plan);
  const segments = runs.find(({ plan }) => plan.folder === 'segments');
  const batches = runs.find(({ plan }) => plan.folder === 'batches');
  const jobOf = (by: PlannedJob['by']): PlannedJob | undefined =>
    segments?.plan.jobs.find((job) => job.by === by);
  return {
    segments: segments
      ? {
          schedule: segments.schedule,
          size: segments.plan.jobs[0].size,
          items: (jobOf('items')?.lines ?? []).flatMap((line) => ('itemId' in line ? [line.itemId] : [])),
          queries: jobOf('queries')?.queries ?? {},
        }
      : null,
    batches: batches ? { schedule: batches.schedule, results: batches.plan.jobs[0].size } : null,
  };
}
