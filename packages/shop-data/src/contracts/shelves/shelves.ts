import { ANSWERED_USE_CASES, SIMILAR_ITEMS, type AnsweredUseCase } from '../lists/similar-items';
import { SHELF_METRICS, STACK_DIMENSION, USE_CASE_DIMENSION, WATCH_NAMESPACE } from '../watch-metrics';

/** Shelf of the items that a visitor has viewed. It has no use case: the visitor's browser knows the items. */
export const RECENTLY_VIEWED = 'recently-viewed';

/** What a shelf can show. */
export const SHELF_USE_CASES = [...ANSWERED_USE_CASES, RECENTLY_VIEWED] as const;

/** One of {@link SHELF_USE_CASES}. */
export type ShelfUseCase = AnsweredUseCase | typeof RECENTLY_VIEWED;

/** The setting `shelves`: what each of the shelves that are counted shows, by its name. */
export type Shelves = Readonly<Record<string, ShelfUseCase>>;

/** Limited, because each shelf has its own metrics, which AWS bills. */
export const MAX_SHELVES = 20;

/** Maximum length of a name; the name of every use case fits. */
export const MAX_SHELF_NAME = 40;

/** Where the items of a shelf come from: what answers of the API have as `from`, if they have items. */
export const SHELF_SOURCES = ['live', 'lists', SIMILAR_ITEMS, 'best-sellers', 'catalogue', 'given'] as const;

/** One of {@link SHELF_SOURCES}. */
export type ShelfSource = (typeof SHELF_SOURCES)[number];

/** Sources that a use case can have. */
export const sourcesOf = (useCase: ShelfUseCase): readonly ShelfSource[] =>
  SHELF_SOURCES.filter((source) => {
    if (useCase === RECENTLY_VIEWED || source === 'given')
      return useCase === RECENTLY_VIEWED && source === 'given';
    return source !== SIMILAR_ITEMS || useCase === 'customers-who-viewed-x-also-viewed';
  });

/** What is counted of a shelf: `impressions`, `clicks`, … */
export type ShelfCount = keyof typeof SHELF_METRICS;

/** All that is counted. */
export const SHELF_COUNTS = Object.keys(SHELF_METRICS) as ShelfCount[];

/** A shelf filled by one source. */
export interface FilledShelf {
  readonly shelf: string;
  readonly useCase: ShelfUseCase;
  readonly source: ShelfSource;
}

/** Every combination of a shop's shelf and a source that can fill it. */
export const filledShelves = (shelves: Shelves): FilledShelf[] =>
  Object.entries(shelves).flatMap(([shelf, useCase]) =>
    sourcesOf(useCase).map((source) => ({ shelf, useCase, source })),
  );

/** Dimensions of the metrics of a shelf, besides the stack. */
export const shelfDimensions = ({
  shelf,
  useCase,
  source,
}: FilledShelf): Readonly<Record<(typeof SHELF_DIMENSIONS)[number], string>> => ({
  Shelf: shelf,
  [USE_CASE_DIMENSION]: useCase,
  Source: source,
});

/** Names of these dimensions. */
export const SHELF_DIMENSIONS = ['Shelf', USE_CASE_DIMENSION, 'Source'] as const;

/** A metric of a shelf, as requests to CloudWatch name it. */
export const shelfMetric = (
  stackName: string,
  filled: FilledShelf,
  count: ShelfCount,
): {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: { readonly Name: string; readonly Value: string }[];
} => ({
  Namespace: WATCH_NAMESPACE,
  MetricName: SHELF_METRICS[count].name,
  Dimensions: Object.entries({ [STACK_DIMENSION]: stackName, ...shelfDimensions(filled) }).map(
    ([Name, Value]) => ({ Name, Value }),
  ),
});

/** Shelves whose figures are kept, and where: the value of the output `Shelves`, as JSON. */
export interface DeployedShelves {
  readonly shelves: Shelves;
  /** Dimension of the metrics. */
  readonly stackName: string;
  /** ISO 4217 code of the revenue; absent if the setting api names none. */
  readonly currency?: string;
}
