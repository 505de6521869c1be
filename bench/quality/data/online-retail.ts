import { zonedSeconds } from './zoned-seconds';
import { readTable } from './read-table';
import type { DescribedItem } from '@ecommerce-recommenders/models/similar-items';
import type { QualityData, QualityRow } from '../quality-data';

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Quantity',
  'InvoiceDate',
  'CustomerID',
  'Description',
  'UnitPrice',
] as const;

/** Goods, unlike postage, discounts and samples, have codes of five digits, and letters for the variant. */
const GOODS = /^\d{5}/;

/**
 * Online Retail of the UCI repository: a line of an invoice is a purchase, the invoice is the order. Lines
 * without a customer, cancellations (`C…`), returned quantities and codes that are not goods are left out.
 *
 * @see https://archive.ics.uci.edu/dataset/352/online+retail
 */
export async function readOnlineRetail(path: string): Promise<QualityData> {
  const rows: QualityRow[] = [];
  const items = new Map<string, DescribedItem>();
  for await (const [invoice, code, quantity, date, customer, name, price] of readTable(path, ',', COLUMNS)) {
    if (customer === '' || invoice.startsWith('C') || !(Number(quantity) > 0) || !GOODS.test(code)) continue;
    const itemId = code.toUpperCase();
    // Of the first line; later ones have the same words, and other prices for larger quantities.
    if (!items.has(itemId)) items.set(itemId, { id: itemId, name, price: Number(price) });
    rows.push({
      userId: customer,
      itemId,
      eventType: 'Purchase',
      timestamp: zonedSeconds(date, 'Europe/London'),
      orderId: invoice,
    });
  }
  return {
    title: 'Online Retail',
    origin: 'A line of an invoice is a purchase of its customer, and the invoice is the order.',
    rows,
    items: [...items.values()],
  };
}
