import { DATASET_PREFIX } from '../datasets';
import { ADDED_PREFIX } from '../../contracts/fresh-data/places';

/** An object below {@link DATASET_PREFIX}. */
export interface PreparedObject {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Objects of a single write. */
interface Written {
  readonly keys: string[];
  latestMs: number;
}

/**
 * The objects of a prepared file in reading order. First comes the latest full write: one object of the Lambda function, or
 * several parts of the Glue job. Then comes what fresh data has added since.
 *
 * @param objects all below {@link DATASET_PREFIX}: `dataset/<file>` or `dataset/<run>/<file>/…`, and `dataset/added/<file>/…`
 */
export function preparedKeys(objects: readonly PreparedObject[], file: string): string[] {
  const bases = new Map<string, Written>();
  const added: PreparedObject[] = [];
  for (const object of objects) {
    const { key, modifiedMs } = object;
    if (key.startsWith(`${ADDED_PREFIX}${file}/`)) added.push(object);
    else if (key === `${DATASET_PREFIX}${file}` || key.includes(`/${file}/`)) {
      const [folder] = key.split(`/${file}`);
      const base = bases.get(folder) ?? { keys: [], latestMs: 0 };
      base.keys.push(key);
      base.latestMs = Math.max(base.latestMs, modifiedMs);
      bases.set(folder, base);
    }
  }
  const [latest] = [...bases.values()].sort((a, b) => b.latestMs - a.latestMs);
  if (latest === undefined) return [];
  return [
    ...latest.keys,
    ...added.filter(({ modifiedMs }) => modifiedMs > latest.latestMs).map(({ key }) => key),
  ];
}
