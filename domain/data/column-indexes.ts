import { excerpt } from '../excerpt';
import type { DatasetSource } from '../datasets';

/**
 * Where the header of an archive's file has the columns that a dataset takes from it.
 *
 * @throws Error that names the columns that are missing and those that there are
 */
export function columnIndexes(source: DatasetSource, header: readonly string[]): number[] {
  const missing = source.columns.filter(({ from }) => !header.includes(from)).map(({ from }) => from);
  if (missing.length > 0) {
    const plural = missing.length > 1 ? 'columns' : 'column';
    throw new Error(
      `${source.member}, line 1: lacks the ${plural} ${missing.join(', ')}; it has ${excerpt(header.join(', '), 400)}`,
    );
  }
  return source.columns.map(({ from }) => header.indexOf(from));
}
