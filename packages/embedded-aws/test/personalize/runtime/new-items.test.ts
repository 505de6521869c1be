import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { mostViewed } from '@ecommerce-recommenders/models/most-viewed';
import { InteractionLog } from '../../../src/services/personalize/data/interaction-log';
import { logArrays } from '../../../src/services/personalize/data/log-arrays';
import { RecordTable } from '../../../src/services/personalize/data/record-table';
import { newItemsOf } from '../../../src/services/personalize/runtime/new-items';
import { type NewItems } from '../../../src/services/personalize/training/trained-model';
import { schemaOf } from '../support/schema-of';

const DAY = 86_400;
const SCHEMA = schemaOf('Items', 'ITEM_ID string', 'CREATION_TIMESTAMP long?');

/** A model trained on items b and d, with the latest interaction on day 100. */
async function modelAndTable() {
  const builder = new InteractionsBuilder();
  builder.add('user', 'd', 'View', 100 * DAY);
  builder.add('user', 'b', 'View', 50 * DAY);
  const log = await InteractionLog.of(logArrays(builder), new AbortController().signal);
  const table = new RecordTable(SCHEMA);
  for (const [id, day] of Object.entries({ z: 90, b: 95, old: 60, c: 70 }))
    table.put([id, String(day * DAY)]);
  table.put(['undated', '']);
  return { model: { log, received: 0, recommender: mostViewed(builder.build()) }, table };
}

describe('new items', () => {
  const found = ({ itemIds, newItems }: NewItems): string[] => newItems.map((place) => itemIds[place]);

  it('are those without interactions whose age, counted from the latest one, is within bounds, which may change (PERSONALIZE-73)', async () => {
    const { model, table } = await modelAndTable();
    const answer = newItemsOf(model, table, 30);
    expect(found(answer)).toEqual(['c', 'undated', 'z']);
    expect(answer.itemIds.slice(0, 2)).toEqual(['b', 'd']);
    expect(newItemsOf(model, table, 30)).toBe(answer);
    expect(found(newItemsOf(model, table, 5))).toEqual(['undated']);
  });

  it('follow the records in a list that stays the same and grows', async () => {
    const { model, table } = await modelAndTable();
    const { itemIds } = newItemsOf(model, table, 30);
    table.put(['streamed', String(99 * DAY)]);
    table.put(['c', String(10 * DAY)]);
    const later = newItemsOf(model, table, 30);
    expect(found(later)).toEqual(['streamed', 'undated', 'z']);
    expect(later.itemIds).toBe(itemIds);
    table.put(['c', '']);
    expect(found(newItemsOf(model, table, 30))).toEqual(['c', 'streamed', 'undated', 'z']);
  });
});
