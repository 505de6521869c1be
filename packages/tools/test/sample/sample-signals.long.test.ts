import { USE_CASE_NAMES, USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { CATALOGUE } from '../../src/sample/catalogue/catalogue';
import { type Season, WEEKS } from '../../src/sample/catalogue/style';
import { EVENT_TYPES } from '../../src/sample/visits';
import { type Row, rowsOf, shippedFiles } from './shipped-sample';

const HOLDOUT = 0.1;
const LEAST_EVENTS = 1_000;
const ARCHIVE_NAMES = { View: 'ProductViewed', Purchase: 'OrderCompleted' };
const WEEK = 7 * 24 * 3600;

/** No field is quoted, and splitting is several times faster than the parser. */
function interactionOf(line: string): Row {
  const [ITEM_ID, USER_ID, EVENT_TYPE, TIMESTAMP] = line.split(',');
  return { ITEM_ID, USER_ID, EVENT_TYPE, TIMESTAMP };
}

/** Entries of a list grouped by a key, in order. */
function grouped<T>(list: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}

/** Counts per key, highest first. */
function counts<T>(list: readonly T[], keyOf: (entry: T) => string): [string, number][] {
  const sizes = [...grouped(list, keyOf)].map(([key, { length }]): [string, number] => [key, length]);
  return sizes.sort(([, one], [, other]) => other - one);
}

describe('what can be learnt from the sample', () => {
  const files = shippedFiles();
  const items = rowsOf(files.get('items.csv')!);
  const users = rowsOf(files.get('users.csv')!);
  const lines = files.get('interactions.csv')!.split('\r\n').slice(1, -1);
  const rows = lines.map(interactionOf);
  const distinct = [...new Set(lines)].map(interactionOf);
  const ofType = (type: string): Row[] => distinct.filter((row) => row.EVENT_TYPE === type);
  const views = ofType('ProductViewed');
  const purchases = ofType('OrderCompleted');
  const styleOf = new Map(items.map(({ id, style }) => [id, style]));

  // The newest tenth of each user's views and purchases is held out, as in a deployment.
  const [training, validation] = [true, false].map((isTraining) =>
    [...grouped([...views, ...purchases], (row) => row.USER_ID).values()].flatMap((own) =>
      own
        .sort((one, other) => Number(one.TIMESTAMP) - Number(other.TIMESTAMP))
        .filter((_, index) => (index + 1) / own.length <= 1 - HOLDOUT === isTraining),
    ),
  );

  it.each(USE_CASE_NAMES)('has enough events to train %s and some to validate it', (name) => {
    const { learnsFrom } = { learnsFrom: undefined, ...USE_CASES[name] };
    const counted = (row: Row): boolean => !learnsFrom || row.EVENT_TYPE === ARCHIVE_NAMES[learnsFrom];
    expect(training.filter(counted).length).toBeGreaterThan(5 * LEAST_EVENTS);
    expect(validation.filter(counted).length).toBeGreaterThan(LEAST_EVENTS);
  });

  it('has hundreds of users who buy again', () => {
    const bought = counts(purchases, (row) => row.USER_ID);
    expect(bought.filter(([, count]) => count >= 2).length).toBeGreaterThan(1_000);
  });

  it('knows all items and users that its interactions name', () => {
    const userIds = new Set(users.map(({ id }) => id));
    expect(rows.filter(({ ITEM_ID }) => !styleOf.has(ITEM_ID))).toEqual([]);
    expect(rows.filter(({ USER_ID }) => !userIds.has(USER_ID))).toEqual([]);
  });

  it('reports each step of the way to an order more rarely than the one before', () => {
    const steps = EVENT_TYPES.map((type) => ofType(type).length);
    expect(steps).toEqual([...steps].sort((one, other) => other - one));
    expect(new Set(rows.map(({ EVENT_TYPE }) => EVENT_TYPE))).toEqual(new Set(EVENT_TYPES));
    expect(steps[EVENT_TYPES.length - 1] / distinct.length).toBeGreaterThan(0.03);
  });

  it('repeats between a tenth and a third of its rows, and so that the most viewed items change', () => {
    const repeated = 1 - distinct.length / rows.length;
    expect(repeated).toBeGreaterThan(0.1);
    expect(repeated).toBeLessThan(0.33);
    const topTen = (list: readonly Row[]): string[] =>
      counts(list, (row) => row.ITEM_ID)
        .slice(0, 10)
        .map(([id]) => id)
        .sort();
    expect(topTen(rows.filter(({ EVENT_TYPE }) => EVENT_TYPE === 'ProductViewed'))).not.toEqual(
      topTen(views),
    );
  });

  it('views few items much and many items little', () => {
    const seen = counts(views, (row) => row.ITEM_ID).map(([, count]) => count);
    const share = (count: number): number =>
      seen.slice(0, count).reduce((sum, n) => sum + n, 0) / views.length;
    expect(share(items.length / 5)).toBeGreaterThan(0.5);
    expect(share(items.length / 5)).toBeLessThan(0.9);
    expect(seen.length).toBeLessThan(items.length);
  });

  it('has users who come once, who come often, and who never come', () => {
    const own = counts(rows, (row) => row.USER_ID).map(([, count]) => count);
    expect(own.length).toBeLessThan(users.length);
    expect(own[0]).toBeGreaterThan(5 * own[Math.floor(own.length / 2)] - 1);
    expect(own.filter((count) => count < 5).length).toBeGreaterThan(100);
  });

  it('begins its visits in order of time', () => {
    const starts = rows
      .filter((row, index) => row.USER_ID !== rows[index - 1]?.USER_ID)
      .map((row) => Number(row.TIMESTAMP));
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
  });

  it.each<[Season, 'more' | 'less']>([
    ['summer', 'less'],
    ['planting', 'less'],
    ['school', 'more'],
    ['autumn', 'more'],
  ])('looks for %s goods %s often in August than in June', (season, direction) => {
    const styles = CATALOGUE.flatMap((category) => category.styles);
    const inSeason = new Set(styles.filter((style) => style.season === season).map(({ name }) => name));
    const start = Number(views[0].TIMESTAMP);
    const ofWeeks = (from: number, to: number): number => {
      const within = views.filter(({ TIMESTAMP }) => {
        const week = (Number(TIMESTAMP) - start) / WEEK;
        return week >= from && week < to;
      });
      return within.filter(({ ITEM_ID }) => inSeason.has(styleOf.get(ITEM_ID)!)).length / within.length;
    };
    const ratio = ofWeeks(WEEKS - 2, WEEKS) / ofWeeks(0, 2);
    expect(direction === 'more' ? ratio : 1 / ratio).toBeGreaterThan(1.5);
  });

  it('buys together what goes together', () => {
    const goesWith = new Map<string, Set<string>>();
    for (const style of CATALOGUE.flatMap((category) => category.styles))
      for (const other of style.goesWith ?? []) {
        goesWith.set(style.name, (goesWith.get(style.name) ?? new Set()).add(other));
        goesWith.set(other, (goesWith.get(other) ?? new Set()).add(style.name));
      }

    const orders = [...grouped(purchases, (row) => `${row.USER_ID} ${row.TIMESTAMP}`).values()];
    const partners = orders.flatMap((order) =>
      order.flatMap(({ ITEM_ID: item }) =>
        order.filter(({ ITEM_ID }) => ITEM_ID !== item).map(({ ITEM_ID: partner }) => ({ item, partner })),
      ),
    );
    const goTogether = (item: string, other: string): boolean =>
      goesWith.get(styleOf.get(item)!)?.has(styleOf.get(other)!) ?? false;

    const asked = [...grouped(partners, ({ item }) => item)].filter(([, own]) => own.length >= 5);
    const bestFits = asked.filter(([item, own]) =>
      goTogether(item, counts(own, (pair) => pair.partner)[0][0]),
    );
    const byChance =
      asked
        .map(
          ([item]) => purchases.filter(({ ITEM_ID }) => goTogether(item, ITEM_ID)).length / purchases.length,
        )
        .reduce((sum, share) => sum + share, 0) / asked.length;

    expect(asked.length).toBeGreaterThan(200);
    expect(bestFits.length / asked.length).toBeGreaterThan(10 * byChance);
  });
});
