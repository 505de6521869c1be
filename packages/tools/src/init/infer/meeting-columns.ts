import { comparable } from './column-aliases';
import { filledValues } from './sample';
import type { TableChoice } from './table-choice';

/** An id column of another table that shares values with a column. */
export interface Meeting {
  readonly choice: TableChoice;
  readonly id: string;
  /** Share of the other table's ids that occur among the values. */
  readonly ofIds: number;
  /** Share of the values that are ids of the other table. */
  readonly ofValues: number;
  /** Whether the names of the two columns match, too. */
  readonly isNamed: boolean;
}

/**
 * The id columns of other tables that share values with a column, best match first. Matching names come first,
 * because many tables number their rows from 1.
 *
 * @param minDistinct - minimum share of distinct values in the id column: 1 for a unique id
 */
export function meetings(
  on: string,
  column: readonly string[],
  others: readonly TableChoice[],
  minDistinct: number,
): Meeting[] {
  const values = distinctOf(column).values;
  return others
    .flatMap((choice) =>
      [...choice.table.columns].flatMap(([id, idColumn]): Meeting[] => {
        const { values: ids, filled } = distinctOf(idColumn);
        if (filled < idColumn.length / 2 || ids.size < filled * minDistinct) return [];
        const shared = sharedValues(ids, values);
        if (shared === 0) return [];
        const isNamed = isSameId(on, id, choice);
        return [{ choice, id, isNamed, ofIds: shared / ids.size, ofValues: shared / values.size }];
      }),
    )
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.ofIds - a.ofIds);
}

interface Distinct {
  readonly values: ReadonlySet<string>;
  /** Number of rows with a value. */
  readonly filled: number;
}

/** Cached, because each column is compared with many others. */
const known = new WeakMap<readonly string[], Distinct>();

function distinctOf(column: readonly string[]): Distinct {
  let found = known.get(column);
  if (found === undefined) {
    const filled = filledValues(column);
    found = { values: new Set(filled), filled: filled.length };
    known.set(column, found);
  }
  return found;
}

/** If this many values have no match, the columns are considered unrelated. */
const TRIED = 2000;

function sharedValues(ids: ReadonlySet<string>, values: ReadonlySet<string>): number {
  let tried = 0;
  let shared = 0;
  for (const id of ids) {
    if (values.has(id)) shared++;
    if (++tried === TRIED && shared === 0) return 0;
  }
  return shared;
}

/** Generic names, such as `id`, whose meaning depends on the file. */
const ANY_ID = /^(id|no|nr|key|code|number|sku|번호|코드|番号|コード)$/;

/** Whether both names mean the same id: `product_id` twice, or `product_id` and the `id` of `products.csv`. */
function isSameId(on: string, id: string, { files }: TableChoice): boolean {
  const [one, other] = [on, id].map((name) => comparable(name.slice(name.lastIndexOf('.') + 1)));
  if (one === other) return !ANY_ID.test(one);
  if (!ANY_ID.test(other)) return false;
  const file = files[0].path.replace(/^.*\//, '').replace(/\..*$/, '');
  return file
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => word.length > 2 && one.startsWith(word.replace(/ies$/, 'y').replace(/(s|n|en)$/, '')));
}
