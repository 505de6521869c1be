import { csv, inferred } from './inferred';

const time = (at: number): string => `2024-02-${10 + (at % 18)} 10:00:00`;

/**
 * A shop in the format of Olist's export: order lines, orders whose customer number is different each time,
 * customers, and products without a price.
 */
const OLIST = {
  'order_items.csv': csv('order_id,order_item_id,product_id,shipping_limit_date,price', 24, (at) => [
    ...[`o${at >> 1}`, 1 + (at % 2), `p${at % 5}`, time(at + 3), 2 + (at % 5)],
  ]),
  'orders.csv': csv('order_id,customer_id,order_status,order_purchase_timestamp', 12, (at) => [
    ...[`o${at}`, `c${at}`, at === 3 ? 'canceled' : 'delivered', time(at)],
  ]),
  'customers.csv': csv('customer_id,customer_unique_id,customer_state', 12, (at) => [
    ...[`c${at}`, `u${at % 8}`, ['SP', 'RJ'][(at % 8) % 2]],
  ]),
  'products.csv': csv('product_id,product_category_name', 5, (at) => [
    ...[`p${at}`, at === 4 ? '' : ['cups', 'bowls'][at % 2]],
  ]),
  'sellers.csv': csv('seller_id,seller_state', 3, (at) => [`s${at}`, 'SP']),
};

it('tables that refer to each other are joined where their ids meet: the order of a line, its customer, and what is bought', () => {
  const { mapping, findings } = inferred(OLIST);
  const orders = { files: 'orders.csv', on: 'order_id' };
  const drop = [{ column: 'order_status', oneOf: ['canceled'] }];
  expect(mapping.interactions).toMatchObject({
    files: 'order_items.csv',
    join: [
      { ...orders, columns: ['customer_id', 'order_status', 'order_purchase_timestamp'] },
      { files: 'customers.csv', on: 'customer_id', columns: ['customer_unique_id'] },
    ],
    ...{ drop, user: 'customer_unique_id', item: 'product_id' },
    ...{ time: 'order_purchase_timestamp', order: 'order_id' },
  });
  expect(mapping.items).toMatchObject({
    files: 'order_items.csv',
    join: [
      { ...orders, columns: ['order_status'] },
      { files: 'products.csv', on: 'product_id', columns: ['product_category_name'] },
    ],
    drop: [...drop, { column: 'product_category_name', empty: true }],
    ...{ id: 'product_id', category: 'product_category_name', price: 'price' },
  });
  const state = { from: 'customer_state', type: 'categorical' };
  expect(mapping.users?.columns).toEqual({ CUSTOMER_STATE: state });
  expect(findings.flat()).toContain('sellers.csv: not used, because its ids match none in the other files');
});

it('tables that refer to each other are joined for the price that a file of products lacks, and only for what is missing', () => {
  const { mapping } = inferred({
    'transactions.csv': csv('household_id,basket_id,product_id,quantity,sales_value,timestamp', 24, (at) => [
      ...[at % 7, 300 + (at >> 1), 800 + (at % 5), 1, 2 + (at % 5), 1_717_236_000 + at * 90],
    ]),
    'products.csv': csv('product_id,department,product_type', 5, (at) => [
      ...[800 + at, ['GROCERY', 'DRUG'][at % 2], `TYPE ${at}`],
    ]),
  });
  expect(mapping.interactions).not.toHaveProperty('join');
  expect(mapping.items).toMatchObject({
    files: 'transactions.csv',
    join: { files: 'products.csv', on: 'product_id' },
    category: 'department',
    price: 'sales_value',
  });
});

it('tables that refer to each other are told apart by the names of the ids where all count from 1', () => {
  const { mapping } = inferred({
    'customers.csv': csv('id,tier', 9, (at) => [at + 1, ['gold', 'basic'][at % 2]]),
    'lines.csv': csv('id,order_id,product_id,quantity', 24, (at) => [
      ...[at + 1, 1 + (at >> 1), 1 + (at % 9), 1],
    ]),
    'orders.csv': csv('id,customer_id,created_at', 12, (at) => [at + 1, 1 + (at % 9), time(at)]),
    'products.csv': csv('id,name,category,price', 9, (at) => [at + 1, `Cup ${at}`, 'Cups', 3]),
  });
  expect(mapping).toMatchObject({
    interactions: {
      files: 'lines.csv',
      join: { files: 'orders.csv', on: 'order_id', id: 'id', columns: ['customer_id', 'created_at'] },
    },
    items: { files: 'products.csv', id: 'id' },
    users: { files: 'customers.csv', id: 'id' },
  });
});

it('tables that refer to each other fail with a question where no ids meet', () => {
  const { 'order_items.csv': lines } = OLIST;
  const orders = csv('number,customer_id,created', 3, (at) => [`x${at}`, `c${at}`, time(at)]);
  expect(() => inferred({ 'order_items.csv': lines, 'orders.csv': orders })).toThrow(
    'No file has users, items and times, alone or together with files that have its ids. Which file holds the interactions?',
  );
});
