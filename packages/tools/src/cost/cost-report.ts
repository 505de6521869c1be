import {
  billedHoursADay,
  billedHoursPerMonth,
  type IdleStops,
  metadataCost,
  recommendersUsd,
  usesOf,
} from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { apiCost, type ApiCost } from '@ecommerce-recommenders/shop-data/insight/cost/api-cost';
import {
  batchesCost,
  segmentsCost,
  type BatchCost,
} from '@ecommerce-recommenders/shop-data/insight/cost/batch-cost';
import { endpointsUsd } from '@ecommerce-recommenders/shop-data/insight/cost/endpoints-cost';
import { guestsCost, type GuestsCost } from '@ecommerce-recommenders/shop-data/insight/cost/guests-cost';
import { rankingCost, type RankingCost } from '@ecommerce-recommenders/shop-data/insight/cost/ranking-cost';
import { shelvesCost, type ShelvesCost } from '@ecommerce-recommenders/shop-data/insight/cost/shelves-cost';
import type { Shelves } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import type { BatchesSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/batches-settings';
import type { RankingSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/ranking-settings';
import { userKeyUsd } from '@ecommerce-recommenders/shop-data/insight/cost/user-key-cost';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import {
  breakEvenItems,
  listsCost,
  liveUsd,
  type ListsCost,
} from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import { similarItemsUsd } from '@ecommerce-recommenders/shop-data/insight/cost/similar-items-cost';
import { runsPerMonth } from '@ecommerce-recommenders/shop-data/insight/cost/runs-per-month';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';
import {
  provisionedAt,
  provisionedFor,
  type RequestRateBounds,
} from '@ecommerce-recommenders/shop-data/contracts/request-rate';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';

/** A configuration to price. */
export interface CostQuestion {
  readonly useCases: ShopUseCases;
  /** The setting requestRate of live use cases; null for fixed rates. */
  readonly requestRate: RequestRateBounds | null;
  /** Null if recommenders run around the clock. */
  readonly runningHours: RunningHours | null;
  /** If absent, idle stops are not priced. */
  readonly idleStops?: IdleStops;
  /** Number of users in the dataset group. */
  readonly users: number;
  /** Load on each recommender. The idle cost is always shown, too. */
  readonly requestsPerSecond: number;
  /** Size of one import of all files in bytes. */
  readonly importBytes: number;
  /** Number of streamed events per day. */
  readonly eventsPerDay: number;
  /** Whether the stack creates its own KMS key. */
  readonly hasKey: boolean;
  /** Whether the stack has an HMAC key that hashes user ids. */
  readonly hashesUsers: boolean;
  /** Number of workers of the Glue job that prepares the data; 0 if a Lambda function does. */
  readonly glueWorkers: number;
  /** Number of items for which lists are made. */
  readonly items: number;
  readonly filters: Readonly<Record<string, string>>;
  /** The setting listsSchedule. */
  readonly listsSchedule: string;
  /** The setting similarItems. @default false */
  readonly similarItems?: boolean;
  /** Requests per second that the API admits; 0 without an API. */
  readonly apiRate: number;
  /** Reserved concurrency of the API's function. @default - none */
  readonly apiConcurrency?: number;
  /** Guests per day that the API admits. @default - none */
  readonly guestsPerDay?: number;
  /** Number of metrics in the setting metricAttribution. @default - none */
  readonly attributedMetrics?: number;
  /** The setting shelves. @default - none */
  readonly shelves?: Shelves;
  /** The setting ranking; null without it. */
  readonly ranking: RankingSettings | null;
  /** The setting segments; null without it. */
  readonly segments: SegmentsSettings | null;
  /** The setting batches; null without it. */
  readonly batches: BatchesSettings | null;
  /** Number of interface endpoints of the VPC, each counted once per zone. @default - none */
  readonly endpointZones?: number;
  /** Number of interactions in the training data. */
  readonly interactions: number;
  /**
   * Which of these numbers are unknown. They count as 0.
   *
   * @default - none
   */
  readonly unknown?: readonly ('users' | 'items' | 'interactions' | 'importBytes')[];
}

/** Cost in US dollars at one load. */
export interface CostOfLoad {
  readonly requestsPerSecond: number;
  readonly usdPerHour: number;
  /** Cost of a day on which the recommenders run. */
  readonly usdPerDay: number;
  readonly usdPerMonth: number;
}

/** The cost of a configuration: all recommenders together, and one import. */
export interface CostReport extends Omit<
  CostQuestion,
  'useCases' | 'shelves' | 'ranking' | 'segments' | 'batches'
> {
  readonly useCases: readonly UseCaseName[];
  /** Provisioned throughput of each recommender. */
  readonly minRequestsPerSecond: Readonly<Partial<Record<UseCaseName, number>>>;

  /** Billed hours per month. */
  readonly hoursPerMonth: number;
  readonly idle: CostOfLoad;
  readonly loaded: CostOfLoad;
  readonly usdPerImport: number;
  /** Monthly cost of streamed events. */
  readonly usdPerMonthStreamed: number;
  /** Monthly cost of the stack's own key, before its first rotation. */
  readonly usdPerMonthKey: number;
  /** Monthly cost of the HMAC key for user ids. */
  readonly usdPerMonthUserKey: number;
  /** Hourly cost of the Glue job while it runs. */
  readonly usdPerGlueHour: number;
  /** Cost without requests, with all rates at either end of requestRate; absent without the setting. */
  readonly bounds?: { readonly atLeast: CostOfLoad; readonly atMost: CostOfLoad };
  /** The same use cases at the minimum rate that AWS advises, idle and under load. */
  readonly atOne: { readonly idle: CostOfLoad; readonly loaded: CostOfLoad };
  /** The same use cases if they were served from lists, except Recommended for you. */
  readonly lists: ListsCost & {
    readonly runsPerMonth: number;
    /** Cost of their live recommenders, idle and around the clock. */
    readonly usdPerMonthLive: number;
    /** Number of items above which lists cost more than recommenders; absent if no catalogue is that large. */
    readonly breakEvenItems?: number;
  };
  /** Monthly cost of lists of similar items, if any. */
  readonly usdPerMonthSimilar?: number;
  /** Cost of the API, if any. */
  readonly api?: ApiCost;
  /** Cost of guests, if any. */
  readonly guests?: GuestsCost;
  /** Personalize's monthly event metrics, if any. */
  readonly usdPerMonthAttributed?: number;
  /** Cost of the metrics of shelves, if any. */
  readonly shelves?: ShelvesCost;
  /** Cost of the ranking, if any. */
  readonly ranking?: RankingCost & RankingSettings;
  /** Monthly cost of the interface endpoints, if any. */
  readonly usdPerMonthEndpoints?: number;
  /** Cost of the segments, if any. */
  readonly segments?: BatchCost & SegmentsSettings;
  /** Cost of the recommendations for every user, if any. */
  readonly batches?: BatchCost & BatchesSettings;
  /** A sentence about costs that are not included. */
  readonly notCounted?: string;
}

/** Size of a view or purchase in PutEvents, as JSON with its ids. */
export const EVENT_BYTES = 500;
const DAYS_PER_MONTH = 365 / 12;

/** Prices a configuration. */
export function costReport(question: CostQuestion, prices: Prices = PRICES): CostReport {
  const { runningHours, idleStops, users, apiRate: rate, guestsPerDay: perDay } = question;
  const hoursPerMonth = billedHoursPerMonth(runningHours, idleStops);
  const provisioned = (end: keyof RequestBounds): ShopUseCases =>
    provisionedAt(end, { ...question, serving: 'live' });
  const advised = provisionedFor(DEFAULT_REQUESTS_PER_SECOND, { ...question, serving: 'live' });
  const at = (requestsPerSecond: number, useCases = provisioned('min')): CostOfLoad => {
    const uses = usesOf(useCases, { users, requestsPerSecond });
    const usdPerMonth = recommendersUsd(uses, hoursPerMonth, prices);
    const usdPerHour = usdPerMonth / hoursPerMonth;
    return {
      requestsPerSecond,
      usdPerHour,
      usdPerDay: usdPerHour * billedHoursADay(runningHours, idleStops),
      usdPerMonth,
    };
  };
  const { ingestion, keys, glue } = prices.items;
  const ingestionUsd = (bytes: number): number => usdOf(ingestion, bytes / 1e9);
  const { ranking, segments, batches, shelves = {}, ...asked } = question;
  return {
    ...asked,
    useCases: [...question.useCases.keys()],
    minRequestsPerSecond: Object.fromEntries(
      [...provisioned('min')].map(([useCase, options]) => [
        useCase,
        options.minRecommendationRequestsPerSecond ?? DEFAULT_REQUESTS_PER_SECOND,
      ]),
    ),
    hoursPerMonth,
    idle: at(0),
    loaded: at(question.requestsPerSecond),
    ...(question.requestRate && { bounds: { atLeast: at(0), atMost: at(0, provisioned('max')) } }),
    atOne: { idle: at(0, advised), loaded: at(question.requestsPerSecond, advised) },
    usdPerImport: ingestionUsd(question.importBytes),
    usdPerMonthStreamed: ingestionUsd(question.eventsPerDay * DAYS_PER_MONTH * EVENT_BYTES),
    usdPerMonthKey: question.hasKey ? usdOf(keys, 1) : 0,
    usdPerMonthUserKey: question.hashesUsers ? userKeyUsd(prices) : 0,
    usdPerGlueHour: usdOf(glue, question.glueWorkers),
    lists: listsOf(question, prices),
    ...(question.similarItems && {
      usdPerMonthSimilar: similarItemsUsd(question.items, prices) * runsPerMonth(question.listsSchedule),
    }),
    ...(rate > 0 && { api: apiCost({ users, rate, concurrency: question.apiConcurrency }, prices) }),
    ...(perDay !== undefined && { guests: guestsCost({ ...question, serving: 'live', perDay }, prices) }),
    ...(question.attributedMetrics && {
      usdPerMonthAttributed: usdOf(prices.items.metrics, question.attributedMetrics),
    }),
    ...(Object.keys(shelves).length > 0 && { shelves: shelvesCost(shelves, prices) }),
    ...(ranking && { ranking: { ...ranking, ...rankingCost({ ...asked, ...ranking }, prices) } }),
    ...(question.endpointZones && { usdPerMonthEndpoints: endpointsUsd(question.endpointZones, prices) }),
    ...(segments && { segments: { ...segments, ...segmentsCost({ ...asked, ...segments }, prices) } }),
    ...(batches && { batches: { ...batches, ...batchesCost({ ...asked, ...batches }, prices) } }),
    notCounted: metadataCost(question.useCases),
  };
}

function listsOf(question: CostQuestion, prices: Prices): CostReport['lists'] {
  const use = { ...question, runsPerMonth: runsPerMonth(question.listsSchedule) };
  return {
    ...listsCost(use, prices),
    runsPerMonth: use.runsPerMonth,
    usdPerMonthLive: liveUsd(use, prices),
    breakEvenItems: breakEvenItems(use, prices),
  };
}
