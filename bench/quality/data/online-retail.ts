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

/** Codes of goods have five digits, and letters for the variant. Postage, discounts and samples have other codes. */
const GOODS = /^\d{5}/;

/**
 * Online Retail of the UCI repository. A line of an invoice is a purchase, and the invoice is the order. Lines
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
    // Name and price are those of the first line. Later lines have the same name, and other prices for larger quantities.
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
