import { interactionsCsv, NOW, profileOf } from './profile-of';

const T = 1_600_000_000;
const HOUR = 3600;

it('an archive’s profile counts rows, kept rows and event types', async () => {
  const { items, users, interactions, facts } = await profileOf({});
  expect([items!.rows, users!.rows, interactions.rows, facts.keptRows]).toEqual([2, 2, 5, 4]);
  expect(interactions.eventTypes).toEqual([
    { name: 'ProductViewed', rows: 3, becomes: 'View' },
    { name: 'CartViewed', rows: 1 },
    { name: 'OrderCompleted', rows: 1, becomes: 'Purchase' },
  ]);
  expect(interactions.otherColumns.map(({ name }) => name)).toEqual(['TIMESTAMP', 'DISCOUNT']);
  // Values of personal columns are kept back.
  const shown = users!.columns.filter(({ isPersonal }) => !isPersonal).map(({ name }) => name);
  expect(shown).toEqual(['id', 'age', 'gender']);
});

it('an archive’s profile finds exact duplicates of kept rows, in any order of the file, and holds out the newest of each user', async () => {
  const rows = [
    ...[`i1,u1,ProductViewed,${T + 1}`, `i1,u2,ProductViewed,${T}`, `i1,u1,ProductViewed,${T}`],
    ...[`i1,u1,OrderCompleted,${T}`, `i2,u1,ProductViewed,${T}`, `i1,u1,ProductViewed,${T}`],
    ...[`i1,u1,CartViewed,${T}`, `i1,u1,CartViewed,${T}`],
  ];
  const { duplicates, facts } = await profileOf({ interactions: interactionsCsv(rows) });
  expect([duplicates, facts.rows, facts.distinctRows]).toEqual([1, 6, 5]);
  const views = [3, 1, 4, 2].map((second) => `i${second},u1,ProductViewed,${T + second}`);
  const { facts: left } = await profileOf({ interactions: interactionsCsv(views) }, 0.5);
  expect([left.keptRows, left.rows, left.usersWithTwo, left.events.View.items]).toEqual([4, 2, 1, 2]);
});

it('an archive’s profile puts purchases that are within two hours into one basket', async () => {
  const bought = (item: string, user: string, hours: number): string =>
    `${item},${user},OrderCompleted,${T + hours * HOUR}`;
  const rows = [
    ...[bought('i1', 'u1', 0), bought('i2', 'u1', 2), bought('i3', 'u1', 4.5)],
    ...[bought('i1', 'u2', 0), bought('i1', 'u2', 1), `i1,u3,ProductViewed,${T}`],
  ];
  const { baskets, facts } = await profileOf({ interactions: interactionsCsv(rows) });
  expect(new Map(baskets.sizes)).toEqual(new Map([[2, 1], [1, 2]])); // oxfmt-ignore
  expect(new Map(baskets.purchasesPerUser)).toEqual(new Map([[3, 1], [2, 1], [0, 1]])); // oxfmt-ignore
  expect([facts.baskets, facts.sharedBaskets]).toEqual([3, 1]);
  expect(facts.events.Purchase).toMatchObject({ rows: 5, items: 3, usersWithTwoItems: 1, pairs: 3 });
});

it('an archive’s profile counts by day and hour in UTC, what is later than now, cold items, and ids that the tables lack', async () => {
  const day = 86_400;
  const times = [10 * day + HOUR, 12 * day + 23 * HOUR];
  const rows = [...times.map((at) => `i1,u1,ProductViewed,${at}`), `i9,u9,ProductViewed,${NOW + 1}`];
  const found = await profileOf({ interactions: interactionsCsv(rows) });
  expect(found.time).toMatchObject({ first: 10 * day + HOUR, last: NOW + 1, futureRows: 1 });
  expect([...found.time!.perDay[0].subarray(0, 3)]).toEqual([1, 0, 1]);
  expect(found.time!.perHour[0][23]).toBe(1);
  expect(found).toMatchObject({ coldItems: 1, unknownItems: 1, unknownUsers: 1 });
});

it('an archive’s profile counts bad values, with the first line of each column', async () => {
  const items = 'id,name,category,style,description,price\ni1,a,,s,d,1\ni2,b,c,s,d,cheap\ni3,c,,s,d,2\n';
  const rows = [`i1,u1,ProductViewed,${T}`, `i1,u1,ProductViewed,${T}000`, `,u1,CartViewed,x`];
  const { facts } = await profileOf({ items, interactions: interactionsCsv(rows) });
  expect(facts.refusals).toMatchObject([
    { file: 'items.csv', line: 2, column: 'category', rows: 2 },
    { file: 'items.csv', line: 3, column: 'price', rows: 1 },
    { file: 'interactions.csv', line: 3, column: 'TIMESTAMP', rows: 1 },
  ]);
});
