import { rowsOf, shippedFiles } from './shipped-sample';

const HEADERS = {
  'items.csv':
    'id,url,sk,name,category,style,description,aliases,price,image,gender_affinity,current_stock,featured',
  'users.csv':
    'id,username,email,first_name,last_name,addresses,age,gender,persona,discount_persona,selectable_user',
  'interactions.csv': 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT',
};

const VALUES = {
  items: {
    id: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    price: /^[1-9]\d*\.\d\d$/,
    gender_affinity: /^[FM]?$/,
    current_stock: /^\d+$/,
    featured: /^(true)?$/,
  },
  users: {
    username: /^user\d+$/,
    email: /^[a-z.]+\d+@example\.com$/,
    age: /^[1-8]\d$/,
    gender: /^[FM]$/,
    persona: /^[a-z]+_[a-z]+_[a-z]+$/,
    selectable_user: /^True$/,
  },
};

/** Times are Unix seconds of 2026. */
const INTERACTION = /^[0-9a-f-]{36},\d+,[A-Za-z]+,17[678]\d{7},(Yes|No)$/;

const files = shippedFiles();
const items = rowsOf(files.get('items.csv')!);
const users = rowsOf(files.get('users.csv')!);

it('the format of the sample has the three files of the workshop with their columns and line ends', () => {
  expect([...files].map(([name, text]) => [name, text.split(/\r?\n/, 1)[0]])).toEqual(
    Object.entries(HEADERS),
  );
  for (const name of ['items.csv', 'users.csv']) expect(files.get(name)).toMatch(/^[^\r]*\n$/);
  const text = files.get('interactions.csv')!;
  expect(text.split('\n').length).toBe(text.split('\r\n').length);
});

it.each([
  ['items', items],
  ['users', users],
] as const)('the format of the sample writes %s as the columns promise', (kind, rows) => {
  const values: Readonly<Record<string, RegExp>> = VALUES[kind];
  const wrong = rows.flatMap((row) =>
    Object.entries(values).filter(([column, value]) => !value.test(row[column])),
  );
  expect(rows.length).toBeGreaterThan(1_000);
  expect(wrong).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

it('the format of the sample writes each interaction as the columns promise, of known items and users', () => {
  const lines = files.get('interactions.csv')!.split('\r\n').slice(1, -1);
  expect(lines.length).toBeGreaterThan(200_000);
  expect(lines.filter((line) => !INTERACTION.test(line))).toEqual([]);
  const known = new Set([...items, ...users].map(({ id }) => id));
  const named = new Set(lines.flatMap((line) => line.split(',', 2)));
  expect([...named].filter((id) => !known.has(id))).toEqual([]);
});

it('the format of the sample has what an import may stumble over: JSON, commas, quotes and letters beyond ASCII', () => {
  for (const { addresses, first_name } of users)
    expect(JSON.parse(addresses)).toMatchObject([{ first_name, country: 'US', default: true }]);
  expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
  expect(items.filter(({ description }) => description.includes(',')).length).toBeGreaterThan(500);
  expect(items.filter(({ name }) => name.includes('"')).length).toBeGreaterThan(5);
  expect(items.filter(({ description }) => description.includes('"')).length).toBeGreaterThan(50);
  expect(items.filter(({ name }) => /[^ -~]/.test(name)).length).toBeGreaterThan(5);
});
