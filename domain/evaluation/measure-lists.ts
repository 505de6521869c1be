import type { Catalogue } from './catalogue';
import { LIST_LENGTHS, type ListLength } from './list-lengths';
import { LIST_METRICS, LIST_METRIC_NAMES, type ListMetricName } from './list-metrics';
import type { Question } from './questions';

/** What lists, cut to one length, are worth. */
export interface MeasuredLists {
  readonly length: ListLength;
  /** One value a list. */
  readonly values: Readonly<Record<ListMetricName, readonly number[]>>;
  /** Share of the catalogue that is in any of the lists. It grows with the number of lists. */
  readonly coverage: number;
}

/**
 * Measures lists at each length.
 *
 * @param lists one a question, best first, without excluded items
 */
export function measureLists(
  questions: readonly Question[],
  lists: readonly (readonly string[])[],
  catalogue: Catalogue,
): MeasuredLists[] {
  return LIST_LENGTHS.map((length) => {
    const cut = lists.map((list) => list.slice(0, length));
    const values = LIST_METRIC_NAMES.map((name) => {
      const { of } = LIST_METRICS[name];
      return [name, cut.map((list, at) => of(list, length, questions[at], catalogue))] as const;
    });
    return {
      length,
      values: Object.fromEntries(values) as Record<ListMetricName, number[]>,
      coverage: new Set(cut.flat()).size / catalogue.itemIds.length,
    };
  });
}
