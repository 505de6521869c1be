import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visitorsForOneLook, visitorsToDecide } from '../../../src/insight/effect/power';
import { seeShops, type ShopsSeen } from './many-shops';
import type { SimulatedShop } from './simulated-shop';

const SHOP: SimulatedShop = {
  ...{ visitorsADay: 1_000, days: 28, share: 0.1, uplift: 0, skew: 0, hasHeavyUsers: false },
  clickRate: 0.05,
  // A high rate, so that the smaller arm gets in four weeks as many orders as in a larger shop.
  orderRate: 0.15,
};

/** Shops without an effect. The keys say what is difficult about them. */
export const WITHOUT_EFFECT = {
  'equal arms, orders of one price': { ...SHOP, share: 0.5 },
  '10:90, orders of one price': SHOP,
  '10:90, amounts log-normal with σ = 1.5': { ...SHOP, skew: 1.5 },
  '10:90, these amounts and heavy users': { ...SHOP, skew: 1.5, hasHeavyUsers: true },
} as const satisfies Record<string, SimulatedShop>;

/** Shops with an effect. Their size is what the formula requires to detect it. */
export const WITH_EFFECT = {
  'equal arms, + 20 %': { share: 0.5, uplift: 0.2 },
  '10:90, + 20 %': { share: 0.1, uplift: 0.2 },
  '10:90, + 50 %': { share: 0.1, uplift: 0.5 },
} as const satisfies Record<string, Partial<SimulatedShop>>;

/** Number of visitors that the formula requires, spread over four weeks. */
function asLargeAsFormulaSays(more: { share: number; uplift: number }): SimulatedShop & { needed: number } {
  const { clickRate, days } = SHOP;
  const difference = clickRate * more.uplift;
  const needed = visitorsToDecide({ variance: clickRate * (1 - clickRate), difference, share: more.share });
  return { ...SHOP, ...more, visitorsADay: Math.ceil(needed / days), needed };
}

/** Results of the simulation. */
export interface Figures {
  readonly withoutEffect: Readonly<Record<string, ShopsSeen>>;
  readonly withEffect: Readonly<Record<string, ShopsSeen & { readonly needed: number }>>;
}

/** Simulates the shops of both tables. */
export function simulateFigures(shops: number): Figures {
  const without = Object.entries(WITHOUT_EFFECT).map(
    ([name, kind]) => [name, seeShops(kind, shops)] as const,
  );
  const withEffect = Object.entries(WITH_EFFECT).map(([name, more]) => {
    const { needed, ...kind } = asLargeAsFormulaSays(more);
    return [name, { ...seeShops(kind, shops / 2), needed }] as const;
  });
  return {
    withoutEffect: Object.fromEntries(without),
    withEffect: Object.fromEntries(withEffect),
  };
}

/** Expects the document to have what a function makes of it, or writes it. */
export function expectInDocument(made: (document: string) => string): void {
  const path = join(__dirname, '../../../../../docs/effect.md');
  const wanted = made(readFileSync(path, 'utf8'));
  if (process.env.UPDATE_DOCS) writeFileSync(path, wanted);
  expect(readFileSync(path, 'utf8')).toBe(wanted);
}

/** The document with a new text between the two marks of one of its pieces. */
function withPiece(document: string, piece: string, lines: readonly string[]): string {
  const [beginMark, endMark] = [`<!-- ${piece} -->`, `<!-- end of ${piece} -->`];
  const begin = document.indexOf(beginMark);
  const end = document.indexOf(endMark);
  if (begin < 0 || end < begin) throw new Error(`docs/effect.md has no ${beginMark} … ${endMark}`);
  const text = ['', '', ...lines, '', ''].join('\n');
  return document.slice(0, begin + beginMark.length) + text + document.slice(end);
}

const count = (value: number): string => value.toLocaleString('en-US');

/** The document with the numbers of visitors that decisions need, rounded to three digits. */
export function withVisitors(document: string): string {
  const { clickRate } = SHOP;
  const rows = [0.05, 0.1, 0.2, 0.5].flatMap((uplift) =>
    [0.1, 0.5].map((share) => {
      const question = { variance: clickRate * (1 - clickRate), difference: clickRate * uplift, share };
      const visitors = [visitorsForOneLook(question), visitorsToDecide(question)].map((value) =>
        count(Number(value.toPrecision(3))),
      );
      return `| ${[`+ ${100 * uplift} %`, share === 0.1 ? '10:90' : '50:50', ...visitors].join(' | ')} |`;
    }),
  );
  return withPiece(document, 'visitors', [
    '| uplift | arms | one test at the end | a check every day |',
    '| --- | --- | ---: | ---: |',
    ...rows,
  ]);
}

/** The document with the tables of these figures. */
export function withFigures(document: string, { withoutEffect, withEffect }: Figures): string {
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  const alarms = Object.entries(withoutEffect).map(
    ([name, { shops, decided, anyDecided, ratioAlarms }]) =>
      `| ${[name, ...[decided.clicks, decided.orders, decided.revenue, anyDecided, ratioAlarms].map((seen) => share(seen, shops))].join(' | ')} |`,
  );
  const found = Object.entries(withEffect).map(
    ([name, { shops, decided, missed, needed, visitorsUntilDecided }]) =>
      `| ${[name, count(needed), share(decided.clicks, shops), count(visitorsUntilDecided), share(missed.clicks, shops)].join(' | ')} |`,
  );
  const { shops } = Object.values(withoutEffect)[0];
  return withPiece(document, 'simulation', [
    `How many of ${count(shops)} simulated shops without an effect ever found one, or a wrong sample ratio, with a check every evening: ` +
      `${count(SHOP.visitorsADay)} visitors a day, ${SHOP.days} days, ${100 * SHOP.clickRate} clicks and ${100 * SHOP.orderRate} orders ` +
      'per 100 visits.',
    '',
    '| shops | clicks | orders | revenue | any of the three | sample ratio |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...alarms,
    '',
    `${count(shops / 2)} shops of each kind with an effect on clicks, at a click rate of ${100 * SHOP.clickRate} % and with the visitors ` +
      'that the formula gives for 80 %.',
    '',
    '| shops | visitors by the formula | found it | visitors until then | interval ever missed the truth |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...found,
  ]);
}
