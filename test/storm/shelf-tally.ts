/** Sources of answers, as the API names them. */
export const SHELF_SOURCES = ['live', 'lists', 'best-sellers', 'catalogue', 'nothing'] as const;

/** Answers of the API while something is wrong with what it asks. */
export interface ShelfResult {
  readonly scenario: string;
  readonly requests: number;
  /** Answers by their source. */
  readonly from: Readonly<Record<(typeof SHELF_SOURCES)[number], number>>;
  /** Answers without an item. */
  readonly empty: number;
  /** Answers of another status than 200. */
  readonly failed: number;
}

/** File of {@link ShelfResult}s in the folder RELIABILITY_REPORT. */
export const SHELVES_FILE = 'shelves.json';

/** An answer: its status, and what it says. */
export interface ShelfAnswer {
  readonly status: number;
  readonly from?: (typeof SHELF_SOURCES)[number];
  readonly items?: readonly unknown[];
}

/** Counts answers. */
export function shelfResult(scenario: string, answers: readonly ShelfAnswer[]): ShelfResult {
  const count = (is: (answer: ShelfAnswer) => boolean): number => answers.filter(is).length;
  return {
    scenario,
    requests: answers.length,
    from: Object.fromEntries(
      SHELF_SOURCES.map((source) => [source, count(({ from }) => from === source)]),
    ) as ShelfResult['from'],
    empty: count(({ status, items = [] }) => status === 200 && items.length === 0),
    failed: count(({ status }) => status !== 200),
  };
}
