import { lineOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { DATASETS } from '../datasets';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { hasLineEnd } from '@ecommerce-recommenders/personalize/import-rules';
import { INTERACTION_COLUMNS, interactionProblem } from './interaction-fields';
import type { InteractionFilter, KeptRows } from './interaction-filter';
import type { InteractionRows } from './interaction-rows';
import { NumberList } from './number-list';
import { NO_INTERACTIONS } from './problem-words';
import type { FirstPass } from './split';
import type { WarmFile } from './warm-file';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/**
 * First pass over the kept rows: checks and writes them.
 *
 * @throws Error that names the line of a value that an import would reject, or says that no row is kept
 */
export async function readFirstPass(
  pieces: AsyncIterable<KeptRows>,
  filter: InteractionFilter,
  eventTypes: Readonly<Record<string, string>>,
  warm: WarmFile,
): Promise<FirstPass> {
  const users = new NumberList();
  let found: InteractionRows | undefined;
  for await (const kept of pieces) {
    ({ found } = kept);
    checkInteractions(kept, filter.source.member);
    found.countUsers();
    users.append(found.users, kept.count);
    await warm.add(kept);
  }
  if (found === undefined) throw new DataError(`${filter.source.member} ${nothingKept(filter, eventTypes)}`);
  return { users, counts: found.counts(), isOrdered: found.isOrdered, latest: found.latest };
}

function nothingKept(filter: InteractionFilter, eventTypes: Readonly<Record<string, string>>): string {
  const dropped = filter.droppedTypes();
  if (dropped.length === 0) return NO_INTERACTIONS;
  const occurring = `${dropped
    .slice(0, 10)
    .map((type) => excerpt(type))
    .join(', ')}${dropped.length > 10 ? ', …' : ''}`;
  return `has only event types that are not mapped: ${occurring}; eventTypes maps ${Object.keys(eventTypes).join(', ')}`;
}

/**
 * Checks kept rows, and parses their times.
 *
 * @throws Error that names the line of a value that an import would reject
 */
function checkInteractions(kept: KeptRows, file: string = DATASETS.INTERACTIONS.member): void {
  const { count, found } = kept;
  const broken = firstWithLineEnd(kept);
  for (let i = found.check(0); i < broken; i = found.check(i + 1)) {
    refuseBad(kept, i, file);
    found.seconds[i] = kept.timestampOf(i);
  }
  if (broken < count) refuseBad(kept, broken, file);
}

function refuseBad({ chunk, columns, found }: KeptRows, index: number, file: string): void {
  const row = found.rows[index];
  const bad = interactionProblem(chunk, row, columns);
  if (bad === undefined) return;
  throw atLine(file, lineOf(chunk, row), `${bad.column} ${bad.problem}`);
}

/** Index of the first kept row with a line end in an id, for which the rows program does not check; `count` if there is none. */
function firstWithLineEnd({ chunk, columns, count, found }: KeptRows): number {
  if (chunk.isPlain) return count;
  const { bytes, fields, width } = chunk;
  const ids = [columns[INTERACTION_COLUMNS.item], columns[INTERACTION_COLUMNS.user]];
  const isBroken = (row: number): boolean =>
    ids.some((column) => {
      const at = 2 * (row * width + column);
      return hasLineEnd(bytes, fields[at], fields[at + 1]);
    });
  let index = 0;
  while (index < count && !isBroken(found.rows[index])) index++;
  return index;
}
