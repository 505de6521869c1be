import type { DropCondition } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import type { Role } from './column-aliases';
import type { SampleTable } from './sample';

/** An export whose columns have fixed meanings. It is recognized by its header. */
export interface KnownExport {
  readonly title: string;
  /** Columns that only this export has together. */
  readonly has: readonly string[];
  readonly holds: 'interactions' | 'items';
  readonly roles: Partial<Record<Role, string>>;
  readonly drop?: readonly DropCondition[];
  /** A note about it for the shop. */
  readonly note?: string;
}

/** Known exports, according to their public documentation. */
const KNOWN_EXPORTS: readonly KnownExport[] = [
  {
    /** @see https://help.shopify.com/en/manual/orders/export-orders */
    title: 'Shopify: orders',
    has: ['Name', 'Financial Status', 'Created at', 'Lineitem quantity', 'Lineitem price', 'Lineitem sku'],
    holds: 'interactions',
    roles: {
      user: 'Email',
      item: 'Lineitem sku',
      time: 'Created at',
      order: 'Name',
      quantity: 'Lineitem quantity',
      price: 'Lineitem price',
      name: 'Lineitem name',
      status: 'Financial Status',
    },
    note: 'only the first line of an order says its status: of a refunded order with several lines, the others stay',
  },
  {
    /** @see https://help.shopify.com/en/manual/products/import-export/using-csv */
    title: 'Shopify: products',
    has: ['Handle', 'Title', 'Variant SKU', 'Variant Price'],
    holds: 'items',
    roles: {
      item: 'Variant SKU',
      name: 'Title',
      category: 'Type',
      price: 'Variant Price',
      description: 'Body (HTML)',
    },
    note: 'only the first variant of a product says its type: the other variants stay out of the Items dataset',
  },
  {
    /** @see https://woocommerce.com/document/ordercustomer-csv-export/ */
    title: 'WooCommerce: orders, one row an item',
    has: ['order_id', 'order_number', 'customer_id', 'item_product_id', 'item_quantity'],
    holds: 'interactions',
    roles: {
      user: 'customer_id',
      item: 'item_product_id',
      time: 'date',
      order: 'order_id',
      quantity: 'item_quantity',
      price: 'item_price',
      name: 'item_name',
      status: 'status',
    },
    drop: [{ column: 'customer_id', oneOf: ['0'] }],
    note: 'guests have the customer id 0 and are left out',
  },
  {
    /** @see https://woocommerce.com/document/product-csv-importer-exporter/ */
    title: 'WooCommerce: products',
    has: ['ID', 'Type', 'SKU', 'Name', 'Regular price', 'Categories'],
    holds: 'items',
    roles: {
      item: 'ID',
      name: 'Name',
      category: 'Categories',
      price: 'Regular price',
      description: 'Description',
    },
    note: 'variations have no category of their own and stay out of the Items dataset',
  },
  {
    /** @see https://support.google.com/analytics/answer/7029846 */
    title: 'Google Analytics 4: BigQuery export',
    has: ['event_timestamp', 'event_name', 'user_pseudo_id', 'items[].item_id'],
    holds: 'interactions',
    roles: {
      user: 'user_pseudo_id',
      item: 'items[].item_id',
      time: 'event_timestamp',
      event: 'event_name',
      order: 'ecommerce.transaction_id',
      quantity: 'items[].quantity',
      price: 'items[].price',
      name: 'items[].item_name',
      category: 'items[].item_category',
    },
  },
  {
    /** @see https://segment.com/docs/connections/spec/ecommerce/v2/ */
    title: 'Segment: orders among track events',
    has: ['anonymousId', 'event', 'timestamp', 'properties.products[].product_id'],
    holds: 'interactions',
    roles: {
      item: 'properties.products[].product_id',
      time: 'timestamp',
      event: 'event',
      order: 'properties.order_id',
      quantity: 'properties.products[].quantity',
      price: 'properties.products[].price',
      name: 'properties.products[].name',
      category: 'properties.products[].category',
    },
  },
  {
    /** @see https://segment.com/docs/connections/spec/ecommerce/v2/ */
    title: 'Segment: track events',
    has: ['anonymousId', 'event', 'timestamp', 'properties.product_id'],
    holds: 'interactions',
    roles: {
      item: 'properties.product_id',
      time: 'timestamp',
      event: 'event',
      price: 'properties.price',
      name: 'properties.name',
      category: 'properties.category',
    },
    note: 'events with a list of products, such as Order Completed, have no product of their own and are left out',
  },
  {
    /** @see https://support.google.com/merchants/answer/7052112 */
    title: 'Google Merchant Center: products',
    has: ['id', 'title', 'link', 'availability', 'price'],
    holds: 'items',
    roles: {
      item: 'id',
      name: 'title',
      category: 'product_type',
      price: 'price',
      description: 'description',
    },
  },
];

/** The export that a table is; `undefined` for none. */
export const knownExport = ({ columns }: SampleTable): KnownExport | undefined =>
  KNOWN_EXPORTS.find(({ has }) => has.every((name) => columns.has(name)));
