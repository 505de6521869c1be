import { rowsOf, shippedFiles } from './shipped-sample';

const HEADERS = {
  'items.csv':
    'id,url,sk,name,category,style,description,aliases,price,image,gender_affinity,current_stock,featured',
  'users.csv':
    'id,username,email,first_name,last_name,addresses,age,gender,persona,discount_persona,selectable_user',
  'interactions.csv': 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT',
};

const ITEM_VALUES = {
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  price: /^[1-9]\d*\.\d\d$/,
  gender_affinity: /^[FM]?$/,
  current_stock: /^\d+$/,
  featured: /^(true)?$/,
};

const USER_VALUES = {
  username: /^user\d+$/,
  email: /^[a-z.]+\d+@example\.com$/,
  age: /^[1-8]\d$/,
  gender: /^[FM]$/,
  persona: /^[a-z]+_[a-z]+_[a-z]+$/,
  selectable_user: /^True$/,
};

/** Times are Unix seconds of 2026. */
const INTERACTION = /^[0-9a-f-]{36},\d+,[A-Za-z]+,17[678]\d{7},(Yes|No)$/;

describe('the format of the sample', () => {
  const files = shippedFiles();
  const items = rowsOf(files.get('items.csv')!);
  const users = rowsOf(files.get('users.csv')!);

  it('has the three files of the workshop at the top level', () => {
    expect([...files.keys()]).toEqual(Object.keys(HEADERS));
  });

  it.each(Object.entries(HEADERS))('gives %s the columns of the workshop', (name, header) => {
    expect(files.get(name)!.split(/\r?\n/, 1)).toEqual([header]);
  });

  it.each(['items.csv', 'users.csv'])('ends the lines of %s with LF', (name) => {
    expect(files.get(name)).not.toContain('\r');
    expect(files.get(name)!.endsWith('\n')).toBe(true);
  });

  it('ends every line of the interactions with CRLF', () => {
    const text = files.get('interactions.csv')!;
    expect(text.split('\n').length).toBe(text.split('\r\n').length);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it.each([
    ['item', items, ITEM_VALUES],
    ['user', users, USER_VALUES],
  ])('writes each %s as the columns promise', (_kind, rows, values) => {
    const wrong = rows.flatMap((row) =>
      Object.entries(values).filter(([column, value]) => !value.test(row[column])),
    );
    expect(rows.length).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  });

  it('writes each interaction as the columns promise', () => {
    const lines = files.get('interactions.csv')!.split('\r\n').slice(1, -1);
    expect(lines.length).toBeGreaterThan(200_000);
    expect(lines.filter((line) => !INTERACTION.test(line))).toEqual([]);
  });

  it('holds addresses that are JSON in quotes', () => {
    for (const { addresses, first_name } of users)
      expect(JSON.parse(addresses)).toMatchObject([{ first_name, country: 'US', default: true }]);
  });

  it('uses no id and no name of an item twice', () => {
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
  });

  it('numbers the users from 1 on', () => {
    expect(users.map(({ id }) => id)).toEqual(users.map((_, index) => String(index + 1)));
  });

  it('has commas, quotes and letters beyond ASCII where an import may stumble over them', () => {
    expect(items.filter(({ description }) => description.includes(',')).length).toBeGreaterThan(500);
    expect(items.filter(({ name }) => name.includes('"')).length).toBeGreaterThan(5);
    expect(items.filter(({ description }) => description.includes('"')).length).toBeGreaterThan(50);
    expect(items.filter(({ name }) => /[^ -~]/.test(name)).length).toBeGreaterThan(5);
    expect(items.filter(({ aliases }) => aliases.startsWith('["')).length).toBeGreaterThan(5);
  });
});
