import { DATASETS } from '../datasets';
import { excerpt } from '../excerpt';
import { checkInteractions } from './check-interactions';
import type { InteractionFilter, KeptRows } from './interaction-filter';
import type { InteractionRows } from './interaction-rows';
import type { InteractionSurvey } from './interaction-survey';
import { NumberList } from './number-list';
import type { WarmFile } from './warm-file';

/**
 * Goes through the kept rows for the first time, and writes those that are good.
 *
 * @throws Error that names the line of a value that an import would refuse, or when no row is kept
 */
export async function surveyInteractions(
  pieces: AsyncIterable<KeptRows>,
  filter: InteractionFilter,
  eventTypes: Readonly<Record<string, string>>,
  warm: WarmFile,
): Promise<InteractionSurvey> {
  const users = new NumberList();
  let found: InteractionRows | undefined;
  for await (const kept of pieces) {
    ({ found } = kept);
    checkInteractions(kept);
    found.countUsers();
    users.append(found.users, kept.count);
    await warm.add(kept);
  }
  if (found === undefined)
    throw new Error(`${DATASETS.INTERACTIONS.member} ${nothingKept(filter, eventTypes)}`);
  return { users, counts: found.counts(), isOrdered: found.isOrdered, latest: found.latest };
}

function nothingKept(filter: InteractionFilter, eventTypes: Readonly<Record<string, string>>): string {
  const dropped = filter.droppedTypes();
  if (dropped.length === 0)
    return 'has no rows of an event type that eventTypes maps; there is nothing to learn from';
  const occurring = `${dropped
    .slice(0, 10)
    .map((type) => excerpt(type))
    .join(', ')}${dropped.length > 10 ? ', …' : ''}`;
  return `has only event types that are not mapped: ${occurring}; eventTypes maps ${Object.keys(eventTypes).join(', ')}`;
}
