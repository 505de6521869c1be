import type { DatasetType } from './datasets';

/** What one ECOMMERCE use case of Amazon Personalize is called, needs and learns from. */
export interface UseCase {
  /** The name a shop owner would use. */
  readonly title: string;
  /** Recipe name; its ARN is `arn:<partition>:personalize:::recipe/<recipe>`. */
  readonly recipe: string;
  /** Ids that GetRecommendations requires. */
  readonly needs: readonly ('userId' | 'itemId')[];
  /** The event type of which training needs 1,000 interactions; absent where any type counts. */
  readonly learnsFrom?: EventType;
  /** Whether items that the user has purchased are left out of the answer. */
  readonly removesPurchased: boolean;
  /** Key of the stack output that holds the recommender's ARN. */
  readonly output: string;
}

/** The two event types that the ECOMMERCE use cases know. */
export const EVENT_TYPES = ['View', 'Purchase'] as const;

/** `View` or `Purchase`. */
export type EventType = (typeof EVENT_TYPES)[number];

/**
 * The ECOMMERCE use cases, keyed by the name that commands and settings use.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-use-cases.html
 */
export const USE_CASES = {
  'most-viewed': {
    title: 'Most viewed',
    recipe: 'aws-ecomm-popular-items-by-views',
    needs: ['userId'],
    learnsFrom: 'View',
    removesPurchased: false,
    output: 'MostViewedRecommenderArn',
  },
  'best-sellers': {
    title: 'Best sellers',
    recipe: 'aws-ecomm-popular-items-by-purchases',
    needs: ['userId'],
    learnsFrom: 'Purchase',
    removesPurchased: false,
    output: 'BestSellersRecommenderArn',
  },
  'frequently-bought-together': {
    title: 'Frequently bought together',
    recipe: 'aws-ecomm-frequently-bought-together',
    needs: ['itemId'],
    learnsFrom: 'Purchase',
    removesPurchased: false,
    output: 'FrequentlyBoughtTogetherRecommenderArn',
  },
  'customers-who-viewed-x-also-viewed': {
    title: 'Customers who viewed X also viewed',
    recipe: 'aws-ecomm-customers-who-viewed-x-also-viewed',
    needs: ['userId', 'itemId'],
    learnsFrom: 'View',
    removesPurchased: true,
    output: 'CustomersWhoViewedXAlsoViewedRecommenderArn',
  },
  'recommended-for-you': {
    title: 'Recommended for you',
    recipe: 'aws-ecomm-recommended-for-you',
    needs: ['userId'],
    removesPurchased: true,
    output: 'RecommendedForYouRecommenderArn',
  },
} as const satisfies Record<string, UseCase>;

/** `most-viewed`, `best-sellers`, … */
export type UseCaseName = keyof typeof USE_CASES;

/** All use-case names, in the order in which they are shown. */
export const USE_CASE_NAMES = Object.keys(USE_CASES) as UseCaseName[];

/** Size and training of one recommender; absent options have the service's defaults. */
export interface RecommenderOptions {
  /** Provisioned requests a second, billed even if unused; 1 by default. */
  readonly minRecommendationRequestsPerSecond?: number;
  /** Whether responses may include columns of the items, which costs extra; false by default. */
  readonly metadata?: boolean;
  /** Columns excluded from training; filters can still use them. */
  readonly excludedColumns?: Readonly<Partial<Record<DatasetType, readonly string[]>>>;
  /** Share of exploration of little-known items, 0 to 1; 0.3 by default. */
  readonly explorationWeight?: number;
  /** Age in days up to which an item is explored as new; 30 by default. */
  readonly explorationItemAgeCutOff?: number;
}

/** The recommenders of a shop, in the order in which they were named. */
export type ShopUseCases = ReadonlyMap<UseCaseName, RecommenderOptions>;
