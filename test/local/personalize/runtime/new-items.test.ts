import { InteractionsBuilder } from '../../../../local/recommenders/interactions-builder';
import { mostViewed } from '../../../../local/recommenders/most-viewed';
import { InteractionLog } from '../../../../local/services/personalize/data/interaction-log';
import { parseSchema } from '../../../../local/services/personalize/data/parsed-schema';
import { RecordTable } from '../../../../local/services/personalize/data/record-table';
import { newItemsOf } from '../../../../local/services/personalize/runtime/new-items';

const DAY = 86_400;
const SCHEMA = {
  type: 'record',
  name: 'Items',
  version: '1.0',
  fields: [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'CREATION_TIMESTAMP', type: ['long', 'null'] },
  ],
};

/** A model that has learnt from items b and d, the latest interaction on day 100. */
function modelAndTable() {
  const builder = new InteractionsBuilder();
  builder.add('user', 'd', 'View', 100 * DAY);
  builder.add('user', 'b', 'View', 50 * DAY);
  const log = new InteractionLog(builder);
  const table = new RecordTable(parseSchema(JSON.stringify(SCHEMA)));
  for (const [id, day] of Object.entries({ z: 90, b: 95, old: 60, c: 70 }))
    table.put([id, String(day * DAY)]);
  table.put(['undated', '']);
  return { model: { log, received: 0, recommender: mostViewed(log.interactions) }, table };
}

describe('new items', () => {
  it('are those without interactions whose age, counted from the latest one, is within bounds', () => {
    const { model, table } = modelAndTable();
    const { itemIds, newItems } = newItemsOf(model, table, 30);
    expect(itemIds).toEqual(['b', 'd', 'c', 'undated', 'z']);
    expect(newItems).toEqual([2, 3, 4]);
  });

  it('are found anew when the records or the bounds change, and only then', () => {
    const { model, table } = modelAndTable();
    const first = newItemsOf(model, table, 30);
    expect(newItemsOf(model, table, 30)).toBe(first);
    expect(newItemsOf(model, table, 5).itemIds).toEqual(['b', 'd', 'undated']);
    table.put(['streamed', String(99 * DAY)]);
    expect(newItemsOf(model, table, 5).itemIds).toEqual(['b', 'd', 'streamed', 'undated']);
  });
});
