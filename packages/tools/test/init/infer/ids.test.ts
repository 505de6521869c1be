import { csv, inferred } from './inferred';

const guessed = (files: Readonly<Record<string, string>>): string[] =>
  inferred(files).guessed.map(({ name, best }) => `${name} ${best}`);

const day = (at: number): string => `2024-02-${10 + (at % 18)} 10:00`;

const NUMBERED = csv('item_id,order_id,product_id,sku,customer_id,created', 12, (at) => [
  ...[500 + at, 70 + (at >> 1), 10 + (at % 3), `S-${at % 3}`],
  ...[at % 4, day(at)],
]);

it('the columns of the ids are not the number of the line, which differs in every row', () => {
  const { mapping, findings } = inferred({ 'lines.csv': NUMBERED });
  expect(mapping.interactions).toMatchObject({ item: 'product_id', order: 'order_id' });
  expect(findings.flat()).toContain('item: product_id (by its name; item_id differs in every row)');
});

it('the columns of the ids are said to be guessed where two columns name different things', () => {
  const variants = csv('order_id,product_id,variant_id,customer_id,created', 12, (at) => [
    ...[70 + (at >> 1), 10 + (at % 3), 900 + (at % 6)],
    ...[at % 4, day(at)],
  ]);
  expect(guessed({ 'lines.csv': NUMBERED })).not.toContain('item product_id');
  expect(guessed({ 'lines.csv': variants })).toContain('item product_id');
  const { interactions } = inferred({ 'lines.csv': variants }, { item: 'variant_id' }).mapping;
  expect(interactions.item).toBe('variant_id');
});

it('the columns of the ids are names where the shop has no numbers, and that is said', () => {
  const row = (at: number) => [at >> 1, at % 3, `Cup ${at % 2}`, 1, day(at)];
  const files = { 'lines.csv': csv('order,customer,product_name,qty,date', 6, row) };
  expect(inferred(files).mapping.interactions.item).toBe('product_name');
  expect(guessed(files)).toContain('item product_name');
});

it('the columns of the ids leave out guests, who share a placeholder', () => {
  const row = (user: (at: number) => unknown) =>
    csv('order_id,sku,customer_id,created', 24, (at) => [at, `S-${at % 3}`, user(at), day(at)]);
  const dropOf = (text: string): unknown => inferred({ 'o.csv': text }).mapping.interactions.drop;
  for (const guest of ['0', 'guest'])
    expect(dropOf(row((at) => (at % 2 === 0 ? guest : at)))).toEqual([
      { column: 'customer_id', oneOf: [guest] },
    ]);
  expect(dropOf(row((at) => at % 4))).toBeUndefined();
});

const lines = (extra: readonly string[]): string =>
  csv('invoice,stockcode,description,quantity,customer,date', 60, (at) => [
    ...[at, `${10_000 + (at % 20)}`, `Cup ${at % 20}`],
    ...[1, at % 9, day(at)],
  ]) + extra.map((line) => `${line},1,5,2024-02-20 11:00\n`).join('');

it('lines that are no goods are found by their names and by ids that are unlike the others, and left out unless the shop keeps them', () => {
  const files = { 'o.csv': lines(['90,POST,Postage', '91,C2,Carriage', '92,99999,Gift voucher 20']) };
  const drop = { column: 'stockcode', oneOf: ['POST', 'C2', '99999'] };
  expect(inferred(files).mapping.interactions.drop).toContainEqual(drop);
  expect(inferred(files).guessed.find(({ name }) => name === 'notGoods')).toMatchObject({
    best: 'yes',
    text: expect.stringContaining('POST (Postage), C2 (Carriage), 99999 (Gift voucher 20)') as string,
  });
  expect(inferred(files, { notGoods: 'no' }).mapping.interactions.drop).not.toContainEqual(drop);
});

it('lines that are no goods are never items that the table of items has, nor ids of one or two digits, nor words where all ids are, and none where a name only has such a word', () => {
  const sales = csv('invoice,sku,quantity,customer,date', 3000, (at) => [at, at + 1, 1, at % 50, day(at)]);
  const items = csv('sku,name,price,category', 3000, (at) => [at + 1, `Cup ${at + 1}`, 5, 'Cups']);
  const drops = (files: Record<string, string>): unknown => inferred(files).mapping.interactions.drop;
  const none = [{ column: 'quantity', atMost: 0 }];
  expect(drops({ 'sales.csv': sales })).toEqual(none);
  const odd = `${sales}9,M,1,5,2024-02-20 11:00\n`;
  expect(drops({ 'sales.csv': odd })).toEqual([...none, { column: 'sku', oneOf: ['M'] }]);
  expect(drops({ 'sales.csv': odd, 'items.csv': `${items}M,Mug,5,Cups\n` })).toEqual(none);
  expect(drops({ 'o.csv': lines(['90,10900,Postage stamp mug']) })).toEqual(none);
  const words = csv('order_id,sku,customer_id,created', 8, (at) => [at, 'ABCD'[at % 4], at % 3, day(at)]);
  expect(drops({ 'o.csv': words })).toBeUndefined();
});

it('columns that say nothing of what a table is about are left out, with the reason', () => {
  const header = 'order_id,sku,customer_id,created,shipped,status,segment,colour,price,category,note';
  const lines = csv(header, 48, (at) => [
    ...[at >> 1, `S-${at % 5}`, (at >> 1) % 8, day(at >> 1)],
    ...[`2024-03-${10 + ((at >> 1) % 9)}`, (at >> 1) % 11 === 0 ? 'open' : 'sent'],
    ...[['new', 'loyal'][((at >> 1) % 8) % 2], ['red', 'blue', 'green'][(at % 5) % 3]],
    ...[at % 5, ['Cups', 'Bowls'][(at % 5) % 2], 'x'],
  ]);
  const { mapping, findings } = inferred({ 'lines.csv': lines }, { order: 'order_id' });
  expect(mapping.users?.columns).toEqual({ SEGMENT: { from: 'segment', type: 'categorical' } });
  expect(mapping.items?.columns).toEqual({ COLOUR: { from: 'colour', type: 'categorical' } });
  expect(findings.flat()).toContain('shipped, status: describes the order, not an item or a user');
  expect(findings.flat()).toContain('note: only one value');
  // Those of the lines of one order are not a user's.
  const ofOrders = inferred({
    'lines.csv': csv('order_id,sku,customer_id,created,channel', 24, (at) => [
      ...[at >> 2, `S-${at % 5}`, at >> 2, day(at >> 2)],
      ...[['web', 'shop'][(at >> 2) % 2]],
    ]),
  });
  expect(ofOrders.mapping.users).toBeUndefined();
});

it('events of unknown words become one type, which is said', () => {
  const event = (at: number): string => {
    const name = at % 3 === 0 ? 'x-purchase-x' : 'x-view_item-x';
    const product = { id: `P${at % 5}`, name: `Cup ${at % 5}`, category: `C${(at % 5) % 2}` };
    const price = { amount: 24.95 };
    const time = `2024-02-${10 + (at % 18)}T10:00:00Z`;
    return JSON.stringify({ time, visitor: `v${at % 7}`, event: { name }, product: { ...product, price } });
  };
  const files = { 'events.jsonl': Array.from({ length: 60 }, (_, at) => event(at)).join('\n') };
  const { mapping, findings } = inferred(files, { eventType: 'View' });
  // Amounts of money are prices, and names of products are not personal.
  const items = { id: 'product.id', name: 'product.name', price: 'product.price.amount' };
  expect(mapping).toMatchObject({ items, interactions: { user: 'visitor', item: 'product.id' } });
  expect(mapping.interactions.columns).toBeUndefined();
  expect(findings.flat().join('\n')).not.toContain('personal');
  expect(findings.flat()).toContain(
    'event: every row is a View, although event.name has several values: x-view_item-x, x-purchase-x. To map them, set ' +
      '"event": "event.name" in the setting data, and eventTypes to whether each is a View or a Purchase',
  );
  expect(() => inferred(files, { event: 'event.name' })).toThrow(
    'No value of event.name is known as a view or a purchase: x-view_item-x, x-purchase-x. Leave --event out. To map them, set',
  );
});

it('a product beside the id of a product is its name', () => {
  const sales = csv('order,Product SKU,Product,price,category,visitor,date', 60, (at) => [
    ...[at, `S-${at % 9}`, `Cup ${at % 9}`],
    ...[5, `C${(at % 9) % 2}`, `v${at % 7}`, day(at)],
  ]);
  const { mapping } = inferred({ 'sales.csv': sales });
  expect(mapping.interactions).toMatchObject({ user: 'visitor', item: 'Product SKU' });
  expect(mapping.items?.name).toBe('Product');
});
