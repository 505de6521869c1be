const FILES = { delimiter: ';', decimalComma: true };

/** How a shop's own file of orders is read. */
export const INTERACTIONS = {
  ...FILES,
  user: 'who',
  item: 'what',
  time: { column: 'when', format: 'seconds' },
  event: { constant: 'Purchase' },
};
export const ITEMS = { ...FILES, id: 'what', category: { constant: 'all' }, price: 'price' };

export const ordersOf = (count: number, from = 0): string => {
  const row = (_: unknown, at: number) => `${at};u${at % 5};i${(from + at) % 4};1,5;${1_600_000_000 + at}\n`;
  return `order;who;what;price;when\n${Array.from({ length: count }, row).join('')}`;
};
