/** An ECOMMERCE use case of Amazon Personalize: its names, needs and training events. */
export interface UseCase {
  /** The name a shop owner would use. */
  readonly title: string;
  /** Recipe name; its ARN is `arn:<partition>:personalize:::recipe/<recipe>`. */
  readonly recipe: string;
  /** Ids that GetRecommendations requires. */
  readonly needs: readonly ('userId' | 'itemId')[];
  /** Training needs 1,000 interactions of this event type; absent if any type counts. */
  readonly learnsFrom?: EventType;
  /** Whether answers omit items that the user has purchased. */
  readonly removesPurchased: boolean;
}

/** The event types of the ECOMMERCE use cases. */
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
  },
  'best-sellers': {
    title: 'Best sellers',
    recipe: 'aws-ecomm-popular-items-by-purchases',
    needs: ['userId'],
    learnsFrom: 'Purchase',
    removesPurchased: false,
  },
  'frequently-bought-together': {
    title: 'Frequently bought together',
    recipe: 'aws-ecomm-frequently-bought-together',
    needs: ['itemId'],
    learnsFrom: 'Purchase',
    removesPurchased: false,
  },
  'customers-who-viewed-x-also-viewed': {
    title: 'Customers who viewed X also viewed',
    recipe: 'aws-ecomm-customers-who-viewed-x-also-viewed',
    needs: ['userId', 'itemId'],
    learnsFrom: 'View',
    removesPurchased: true,
  },
  'recommended-for-you': {
    title: 'Recommended for you',
    recipe: 'aws-ecomm-recommended-for-you',
    needs: ['userId'],
    removesPurchased: true,
  },
} as const satisfies Record<string, UseCase>;

/** `most-viewed`, `best-sellers`, … */
export type UseCaseName = keyof typeof USE_CASES;

/** All use-case names, in display order. */
export const USE_CASE_NAMES = Object.keys(USE_CASES) as UseCaseName[];
