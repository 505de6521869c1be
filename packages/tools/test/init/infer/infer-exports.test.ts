import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inferred } from './inferred';

const inferredOf = (...names: readonly string[]) =>
  inferred(Object.fromEntries(names.map((name) => [name, readFileSync(join(__dirname, 'exports', name))])));

it('the mapping of a known export takes Shopify’s order lines and variants, without guests and refunds, and hashes mail addresses', () => {
  const { mapping, useCases, findings } = inferredOf('shopify-orders.csv', 'shopify-products.csv');
  expect(mapping).toMatchObject({
    interactions: {
      files: 'shopify-orders.csv',
      drop: [
        { column: 'Email', empty: true },
        { column: 'Financial Status', oneOf: ['refunded'] },
        { column: 'Lineitem quantity', atMost: 0 },
      ],
      ...{ user: 'Email', hashUsers: true, item: 'Lineitem sku', time: 'Created at', order: 'Name' },
      event: { constant: 'Purchase' },
      columns: { QUANTITY: { from: 'Lineitem quantity', type: 'int' } },
    },
    items: {
      files: 'shopify-products.csv',
      drop: [{ column: 'Type', empty: true }],
      ...{ id: 'Variant SKU', name: 'Title', category: 'Type', price: 'Variant Price' },
      description: 'Body (HTML)',
    },
  });
  expect(useCases).toEqual(['best-sellers', 'frequently-bought-together', 'recommended-for-you']);
  expect(findings.flat().join('\n')).toContain('never imported: Billing Name, Billing Street');
});

it('the mapping of a known export takes WooCommerce’s order lines and products, without guests and variations', () => {
  const { mapping } = inferredOf('woocommerce-orders.csv', 'woocommerce-products.csv');
  expect(mapping.interactions).toMatchObject({
    ...{ user: 'customer_id', item: 'item_product_id', time: 'date' },
    drop: [
      { column: 'customer_id', oneOf: ['0'] },
      { column: 'status', oneOf: ['refunded'] },
      { column: 'item_quantity', atMost: 0 },
    ],
  });
  expect(mapping.items).toMatchObject({
    ...{ id: 'ID', category: 'Categories', price: 'Regular price' },
    drop: [{ column: 'Categories', empty: true }],
  });
  expect(JSON.stringify(mapping)).not.toMatch(/first_name|email/);
});

it('the mapping of a known export unrolls the items of Google Analytics’ events, and maps their names', () => {
  const { mapping, eventTypes } = inferredOf('ga4-events.jsonl');
  expect(eventTypes).toEqual({ view_item: 'View', purchase: 'Purchase' });
  expect(mapping.interactions).toMatchObject({
    ...{ unroll: 'items', user: 'user_pseudo_id', item: 'items[].item_id', event: 'event_name' },
    time: { column: 'event_timestamp', format: 'microseconds' },
    order: 'ecommerce.transaction_id',
  });
  const ofItems = { unroll: 'items', id: 'items[].item_id', category: 'items[].item_category' };
  expect(mapping.items).toMatchObject(ofItems);
  const device = { from: 'device.category', type: 'categorical' };
  expect(mapping.users?.columns).toEqual({ DEVICE_CATEGORY: device });
});

it('the mapping of a known export takes Segment’s track events by the visitor who always has an id, and a product feed as items', () => {
  const { mapping, eventTypes } = inferredOf('segment-track.jsonl', 'merchant-feed.tsv');
  const columns = { user: 'anonymousId', item: 'properties.product_id', event: 'event' };
  expect(mapping.interactions).toMatchObject(columns);
  expect(mapping.interactions).not.toHaveProperty('unroll');
  expect(eventTypes).toEqual({ 'Product Viewed': 'View' });
  const feed = { files: 'merchant-feed.tsv', id: 'id', category: 'product_type', price: 'price' };
  expect(mapping.items).toMatchObject(feed);
});
