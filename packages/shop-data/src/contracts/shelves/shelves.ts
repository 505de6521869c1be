import { ANSWERED_USE_CASES, SIMILAR_ITEMS, type AnsweredUseCase } from '../lists/similar-items';
import { SHELF_METRICS, STACK_DIMENSION, USE_CASE_DIMENSION, WATCH_NAMESPACE } from '../watch-metrics';

/** The shelf of recently viewed items. It has no use case, because the visitor's browser knows the items. */
export const RECENTLY_VIEWED = 'recently-viewed';

/** What a shelf can show. */
export const SHELF_USE_CASES = [...ANSWERED_USE_CASES, RECENTLY_VIEWED] as const;

/** One of {@link SHELF_USE_CASES}. */
export type ShelfUseCase = AnsweredUseCase | typeof RECENTLY_VIEWED;

/** The setting `shelves`: the shelves that are counted by name, each with what it shows. */
export type Shelves = Readonly<Record<string, ShelfUseCase>>;

/** Maximum number of shelves. Each has its own metrics, which AWS bills. */
export const MAX_SHELVES = 20;

/** Maximum length of a name. The name of every use case fits. */
export const MAX_SHELF_NAME = 40;

/** Sources of a shelf's items: values of `from` in answers of the API that have items. */
export const SHELF_SOURCES = ['live', 'lists', SIMILAR_ITEMS, 'best-sellers', 'catalogue', 'given'] as const;

/** One of {@link SHELF_SOURCES}. */
export type ShelfSource = (typeof SHELF_SOURCES)[number];

/** The sources that a use case can have. */
export const sourcesOf = (useCase: ShelfUseCase): readonly ShelfSource[] =>
  SHELF_SOURCES.filter((source) => {
    if (useCase === RECENTLY_VIEWED || source === 'given')
      return useCase === RECENTLY_VIEWED && source === 'given';
    return source !== SIMILAR_ITEMS || useCase === 'customers-who-viewed-x-also-viewed';
  });

/** Name of a count: `impressions`, `clicks`, … */
export type ShelfCount = keyof typeof SHELF_METRICS;

/** All counts of a shelf. */
export const SHELF_COUNTS = Object.keys(SHELF_METRICS) as ShelfCount[];

/** A combination of shelf and source. */
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

/** Dimensions of a shelf's metrics, besides the stack. */
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

/** A metric of a shelf in the form of CloudWatch's requests. */
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

/** The counted shelves and their metrics, as in the stack's output `Shelves`, which is JSON. */
export interface DeployedShelves {
  readonly shelves: Shelves;
  /** Value of the metrics' stack dimension. */
  readonly stackName: string;
  /** ISO 4217 code of the revenue; absent if the setting `api` names none. */
  readonly currency?: string;
}
