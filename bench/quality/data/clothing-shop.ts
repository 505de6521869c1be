import { readTable } from './read-table';
import type { DescribedItem } from '@ecommerce-recommenders/models/similar-items';
import type { QualityData, QualityRow } from '../quality-data';

const COLUMNS = [
  'year',
  'month',
  'day',
  'order(sells)',
  'session ID',
  'page 2 (clothing model)',
  'page 1 (main category)',
  'colour',
  'price',
] as const;

/**
 * The clickstream of a clothing shop in the UCI repository. A click is a view, and the session is the user. A click
 * has only a date, so its second is its position in the session.
 *
 * @see https://archive.ics.uci.edu/dataset/553/clickstream+data+for+online+shopping
 */
export async function readClothingShop(path: string): Promise<QualityData> {
  const rows: QualityRow[] = [];
  const items = new Map<string, DescribedItem>();
  for await (const [year, month, day, place, session, model, category, colour, price] of readTable(
    path,
    ';',
    COLUMNS,
  )) {
    items.set(model, {
      id: model,
      categories: { CATEGORY_L1: category, COLOUR: colour },
      price: Number(price),
    });
    rows.push({
      userId: session,
      itemId: model,
      eventType: 'View',
      timestamp: Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000 + Number(place),
    });
  }
  return {
    title: 'Clothing shop',
    origin: 'A click is a view, and the session is the user.',
    rows,
    items: [...items.values()],
  };
}
