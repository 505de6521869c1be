import { zonedSeconds } from './zoned-seconds';
import { readTable } from './read-table';
import type { QualityData, QualityRow } from '../quality-data';

const COLUMNS = ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'CustomerID'] as const;

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
  for await (const [invoice, code, quantity, date, customer] of readTable(path, ',', COLUMNS)) {
    if (customer === '' || invoice.startsWith('C') || !(Number(quantity) > 0) || !GOODS.test(code)) continue;
    rows.push({
      userId: customer,
      itemId: code.toUpperCase(),
      eventType: 'Purchase',
      timestamp: zonedSeconds(date, 'Europe/London'),
      orderId: invoice,
    });
  }
  return {
    title: 'Online Retail',
    origin: 'A line of an invoice is a purchase of its customer, and the invoice is the order.',
    rows,
  };
}
