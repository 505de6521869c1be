import { shippedFiles } from '../../packages/tools/test/sample/shipped-sample';
import { shopArchive } from './shop-archive';

/**
 * An archive of every third item and user of the shipped sample, and of what these users did with these items: all orders, and every
 * fourth other event. For tests to which the size of the data does not matter.
 */
export function partOfSample(): Buffer {
  const [items, users, interactions] = [...shippedFiles().values()];
  const [keptItems, keptUsers] = [items, users].map(everyThird);
  const [header, ...events] = interactions.split('\n');
  const kept = events.filter((event, at) => {
    const [item, user, type] = event.split(',');
    return keptItems.ids.has(item) && keptUsers.ids.has(user) && (type === 'OrderCompleted' || at % 4 === 0);
  });
  return shopArchive({
    items: keptItems.text,
    users: keptUsers.text,
    interactions: [header, ...kept, ''].join('\n'),
  });
}

/** Rows of a table, the first among them, and what is in their first column. */
function everyThird(table: string): { readonly text: string; readonly ids: ReadonlySet<string> } {
  const [header, ...rows] = table.trimEnd().split('\n');
  const kept = rows.filter((_, at) => at % 3 === 0);
  return {
    text: [header, ...kept, ''].join('\n'),
    ids: new Set(kept.map((row) => row.slice(0, row.indexOf(',')))),
  };
}
