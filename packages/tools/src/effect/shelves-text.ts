import { tableText } from '../terminal';
import type { ShelvesRead } from './shelf-figures';

/** The shelves' counts as a table, with their limitations. @param width of the terminal */
export function shelvesText(
  { days, currency, figures, unseen }: ShelvesRead,
  width: number | undefined,
): string {
  const numbers = ['impressions', 'clicks', 'of 100', 'orders', `revenue${currency ? `, ${currency}` : ''}`];
  const table = tableText(
    [
      ...['shelf', 'use case', 'from'].map((title) => ({ title, isFlexible: true })),
      ...numbers.map((title) => ({ title, isRight: true })),
    ],
    figures.map(({ shelf, useCase, source, impressions, clicks, orders, revenue }) => [
      ...[shelf, useCase, source],
      count(impressions),
      count(clicks),
      impressions > 0 ? ((100 * clicks) / impressions).toFixed(1) : '',
      count(orders),
      revenue.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    ]),
    width,
  );
  return [
    `Shelves from ${days.first} to ${days.last}, UTC.`,
    '',
    ...(figures.length > 0 ? [table, ''] : []),
    ...(unseen.length > 0
      ? [
          `Nobody has seen ${unseen.join(', ')}. Impressions come from pages with the element <recommended-items>, once a visitor has ` +
            'consented: compare the names and use cases of the pages with the setting shelves.',
        ]
      : []),
    'Orders and revenue are those of items that were clicked in the shelf up to seven days before. Only an experiment can tell what would have been ' +
      'bought without the shelf: npm run effect.',
  ].join('\n');
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');
