/**
 * Interactions of 40 users with 30 items: each user views every item once and the first ones again on other
 * days, and purchases three in a row; so item 0 is viewed most and every training minimum is met.
 */
export function interactionsCsv(): string {
  const rows = ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP'];
  for (let user = 0; user < 40; user++) {
    for (let item = 0; item < 30; item++) rows.push(`item-${item},user-${user},View,${1_600_000_000 + item}`);
    for (let again = 0; again < 40 - user; again++)
      rows.push(`item-${again % 3},user-${user},View,${1_600_100_000 + again}`);
    for (let bought = 0; bought < 30; bought++)
      rows.push(`item-${(user + (bought % 3)) % 30},user-${user},Purchase,${1_600_200_000 + bought}`);
  }
  return `${rows.join('\n')}\n`;
}

/**
 * The same size, but users view the items of one of two groups, even or odd, in an order of their own: histories predict what is viewed
 * next. Item 0 is viewed most.
 */
export function tasteCsv(): string {
  const rows = ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP'];
  for (let user = 0; user < 40; user++)
    for (let view = 0; view < 30; view++) {
      const item = view % 3 === 0 && user % 2 === 0 ? 0 : (user % 2) + 2 * ((view * (user + 2) + user) % 15);
      rows.push(`item-${item},user-${user},View,${1_600_000_000 + 3600 * view}`);
    }
  return `${rows.join('\n')}\n`;
}

export const itemsCsv = (count = 30): string =>
  [
    'ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE',
    ...Array.from(
      { length: count },
      (_, item) => `item-${item},Item ${item},shoes,,"A \\"nice\\" one, really",9.99`,
    ),
    '',
  ].join('\n');

/** Item n costs n and the cents; every third is a hat, every fifth has no style. */
export const pricedItemsCsv = (cents = ''): string =>
  [
    'ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE',
    ...Array.from(
      { length: 30 },
      (_, n) =>
        `item-${n},Item ${n},${n % 3 ? 'shoes' : 'hats|summer'},${n % 5 ? 'plain' : ''},A thing,${n}${cents}`,
    ),
    '',
  ].join('\n');
