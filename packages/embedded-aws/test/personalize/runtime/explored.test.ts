import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { mostViewed } from '@ecommerce-recommenders/models/most-viewed';
import { explored } from '../../../src/services/personalize/runtime/explored';
import { InteractionLog } from '../../../src/services/personalize/data/interaction-log';
import { logArrays } from '../../../src/services/personalize/data/log-arrays';
import { parseSchema } from '../../../src/services/personalize/data/parsed-schema';
import { RecordTable } from '../../../src/services/personalize/data/record-table';
import { newItemsOf } from '../../../src/services/personalize/runtime/new-items';
import type { NewItems } from '../../../src/services/personalize/training/trained-model';

const NEW = Array.from({ length: 40 }, (_, n) => 1000 + n);
const known = Array.from({ length: 100 }, (_, n) => n);
const scores = known.slice(0, 50).map((n) => 1 / (n + 1));
const ranking = { items: known, answered: 50, scores };

/** The first items of many users' lists. */
const lists = (weight: number, newItems: readonly number[] = NEW, count = 25): number[][] =>
  Array.from({ length: 400 }, (_, user) => {
    const mixed = explored(ranking, { newItems, weight, count, seed: `user-${user}` });
    return [...mixed.items].slice(0, count);
  });

const newIn = (list: readonly number[]): number => list.filter((item) => item >= 1000).length;
const shareOfNew = (all: readonly number[][]): number =>
  all.reduce((sum, list) => sum + newIn(list), 0) / all.flat().length;

describe('exploration', () => {
  it.each([
    [0.1, 0.02],
    [0.3, 0.03],
    [0.7, 0.03],
  ])('gives new items their share of the places at weight %d', (weight, tolerance) => {
    expect(Math.abs(shareOfNew(lists(weight)) - weight)).toBeLessThan(tolerance);
  });

  it('gives them every place at weight 1 and none at weight 0', () => {
    expect(shareOfNew(lists(1))).toBe(1);
    expect(lists(0)[0]).toEqual(known.slice(0, 25));
  });

  it('shows a few new items less often, each in its turn (PERSONALIZE-73)', () => {
    const all = lists(0.5, NEW.slice(0, 5));
    expect(Math.abs(shareOfNew(all) - (0.5 * 5) / 25)).toBeLessThan(0.02);
    expect(new Set(all.flat().filter((item) => item >= 1000))).toEqual(new Set(NEW.slice(0, 5)));
  });

  it('leaves the other items in order and repeats nothing', () => {
    for (const list of lists(0.4)) {
      const old = list.filter((item) => item < 1000);
      expect(old).toEqual(known.slice(0, old.length));
      expect(new Set(list).size).toBe(list.length);
    }
  });

  it('answers the same seed the same', () => {
    expect(lists(0.3)).toEqual(lists(0.3));
  });

  it('keeps every score beside its item, and gives a new item that of the one before', () => {
    const mixed = explored(ranking, { newItems: NEW, weight: 0.4, count: 25, seed: 'user-1' });
    let before = scores[0];
    [...mixed.items].slice(0, mixed.answered).forEach((item, place) => {
      const score = item >= 1000 ? before : scores[item];
      expect(mixed.scores?.at(place)).toBe(score);
      before = score;
    });
    expect([...(mixed.scores ?? [])]).toHaveLength(mixed.answered);
  });
});

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

/** A model trained on items b and d, with the latest interaction on day 100. */
async function modelAndTable() {
  const builder = new InteractionsBuilder();
  builder.add('user', 'd', 'View', 100 * DAY);
  builder.add('user', 'b', 'View', 50 * DAY);
  const log = await InteractionLog.of(logArrays(builder), new AbortController().signal);
  const table = new RecordTable(parseSchema(JSON.stringify(SCHEMA)));
  for (const [id, day] of Object.entries({ z: 90, b: 95, old: 60, c: 70 }))
    table.put([id, String(day * DAY)]);
  table.put(['undated', '']);
  return { model: { log, received: 0, recommender: mostViewed(builder.build()) }, table };
}

describe('new items', () => {
  const found = ({ itemIds, newItems }: NewItems): string[] => newItems.map((place) => itemIds[place]);

  it('are those without interactions whose age, counted from the latest one, is within bounds (PERSONALIZE-73)', async () => {
    const { model, table } = await modelAndTable();
    const answer = newItemsOf(model, table, 30);
    expect(found(answer)).toEqual(['c', 'undated', 'z']);
    expect(answer.itemIds.slice(0, 2)).toEqual(['b', 'd']);
  });

  it('are found anew when the bounds change, and only then', async () => {
    const { model, table } = await modelAndTable();
    const first = newItemsOf(model, table, 30);
    expect(newItemsOf(model, table, 30)).toBe(first);
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
