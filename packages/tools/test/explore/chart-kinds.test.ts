import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import {
  binChart,
  columnChart,
  concentration,
  concentrationChart,
  rankingChart,
} from '../../src/explore/chart-kinds';
import { fittingText, niceTicks, textWidth } from '../../src/explore/chart-scale';
import type { Html } from '../../src/explore/html';

interface Drawing {
  readonly text: readonly Readonly<Record<'@x' | '@y' | '@text-anchor' | '#text', string>>[];
  readonly path: readonly Readonly<Record<'@d' | '@fill', string>>[];
  readonly rect?: readonly Readonly<Record<'@x' | '@fill', string>>[];
  readonly '@viewBox': string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => ['text', 'path', 'rect'].includes(name),
});
const drawn = ({ html }: Html): Drawing => (parser.parse(html) as { svg: Drawing }).svg;
const textsOf = (chart: Html, anchor: string): string[] =>
  drawn(chart)
    .text.filter((text) => text['@text-anchor'] === anchor)
    .map((text) => text['#text']);
const pathsOf = (chart: Html, color: string): string[] =>
  drawn(chart)
    .path.filter((path) => path['@fill'] === color)
    .map((path) => path['@d']);
/** Top and bottom of each column of a path. */
const extents = (path: string): [top: number, bottom: number][] =>
  path.split('z').flatMap((column) => {
    const [, top, height] = /^M\S+ (\S+)h\S+v(\S+)h/.exec(column) ?? [];
    return top === undefined ? [] : [[Number(top), Number(top) + Number(height)]];
  });

/** This many columns have square corners, which {@link extents} reads. */
const MANY = Array.from({ length: 50 }, (_, at) => at);
const LABELS = MANY.map((at) => `label ${at}`);

it('columns are as high as their counts on an axis of round numbers', () => {
  const chart = columnChart(LABELS, [{ name: '', color: 'red', counts: MANY }]);
  expect(textsOf(chart, 'end')).toEqual(['0', '10', '20', '30', '40', '50']);
  const heights = extents(pathsOf(chart, 'red')[0]).map(([top, bottom]) => bottom - top);
  // The column without a count is not drawn. The axis, of 158 pixels, ends at 50.
  expect(heights).toHaveLength(49);
  heights.forEach((height, at) => expect(height).toBeCloseTo((158 * (at + 1)) / 50, 0));
});

it('columns of several series stand on each other, and the legend names these', () => {
  const chart = columnChart(LABELS, [
    { name: 'View', color: 'red', counts: MANY.map(() => 30) },
    { name: 'Purchase', color: 'blue', counts: MANY.map(() => 10) },
  ]);
  const [below] = extents(pathsOf(chart, 'red')[0]);
  const [above] = extents(pathsOf(chart, 'blue')[0]);
  expect(above[1]).toBeCloseTo(below[0], 0);
  expect(below[1] - below[0]).toBeCloseTo(3 * (above[1] - above[0]), 0);
  expect(textsOf(chart, 'start')).toEqual(['Purchase', 'View']);
  expect(drawn(chart).rect?.map((sign) => sign['@fill'])).toEqual(['blue', 'red']);
});

it('columns hide labels that would overlap or be cut off, and keep the names of many series within the drawing', () => {
  const days = MANY.map((at) => `2026-01-${at + 10}`);
  const { text } = drawn(columnChart(days, [{ name: '', color: 'red', counts: MANY }]));
  const shown = text.filter((one) => one['@text-anchor'] === 'middle');
  const places = shown.map((one) => Number(one['@x']));
  expect(places.length).toBeGreaterThan(2);
  const gaps = places.slice(1).map((place, at) => place - places[at]);
  for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0], 0);
  expect(gaps[0]).toBeGreaterThan(75);
  expect(places.at(-1)! + 37).toBeLessThan(320);
  const series = MANY.slice(0, 6).map((at) => ({ name: `A long name ${at}`, color: 'red', counts: [1] }));
  const signs = drawn(columnChart(['a'], series)).rect!.map((sign) => Number(sign['@x']));
  expect(Math.min(...signs)).toBeGreaterThanOrEqual(0);
});

it('columns of a histogram are named by their starts, and have no bar of a length without a count, as in a ranking', () => {
  const bins = [0, 1000].map((from) => ({ from, to: from === 0 ? 1000 : Infinity, count: 3 }));
  expect(textsOf(binChart(bins), 'middle')).toEqual(['0', '1,000+']);
  const chart = columnChart(['a', 'b'], [{ name: '', color: 'red', counts: [0, 0] }]);
  expect(textsOf(chart, 'end')).toEqual(['0', '1']);
  for (const { html } of [chart, rankingChart([{ name: 'none', count: 0 }])])
    expect(html).not.toMatch(/NaN|Infinity/);
});

it('a ranking has a bar for each count, as long as its share of the largest, with names and counts beside', () => {
  const chart = rankingChart([
    { name: 'mugs', count: 4000 },
    { name: 'pans', count: 1000, color: 'blue' },
  ]);
  expect(textsOf(chart, 'end')).toEqual(['mugs', 'pans']);
  expect(textsOf(chart, 'start')).toEqual(['4,000', '1,000']);
  const lengths = [...pathsOf(chart, 'var(--accent)'), ...pathsOf(chart, 'blue')].map((path) => {
    const [, flat, radius] = /h(\S+)q(\S+)/.exec(path)!;
    return Number(flat) + Number(radius);
  });
  expect(lengths[0]).toBeCloseTo(4 * lengths[1], 0);
});

it('the curve of concentration rises from one corner to the other, by the share of the most frequent items', () => {
  const chart = concentrationChart([0, 0.75, 1]);
  expect(pathsOf(chart, 'none').at(-1)).toBe('M44 172L173 53.5L302 14');
  expect(textsOf(chart, 'middle')).toEqual(['0%', '25%', '50%', '75%', '100%']);
  const shares = concentration(Uint32Array.of(1, 7, 1, 1));
  expect(shares).toHaveLength(101);
  expect([shares[0], shares[25], shares[50], shares[100]]).toEqual([0, 0.7, 0.8, 1]);
  expect(concentration(new Uint32Array(0))[100]).toBe(0);
});

it('the ticks of an axis are at most six whole numbers, the last of which is less than a step above the largest', () => {
  expect(niceTicks(0)).toEqual([0, 1]);
  expect(niceTicks(1240)).toEqual([0, 500, 1000, 1500]);
  expect(niceTicks(5001)).toEqual([0, 2000, 4000, 6000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (largest) => {
      const ticks = niceTicks(largest);
      const [, step] = ticks;
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks).toEqual(ticks.map((_, at) => at * step));
      expect(String(step)).toMatch(/^[125]0*$/);
      expect(ticks[ticks.length - 1] - largest).toBeGreaterThanOrEqual(0);
      expect(ticks[ticks.length - 1] - largest).toBeLessThan(step);
    }),
  );
});

it('a name is shortened to the room that it has, where Hangul takes more of it, with its control characters escaped', () => {
  for (const name of ['a'.repeat(1000), '가'.repeat(1000), '😀'.repeat(1000)]) {
    const fitting = fittingText(name, 100);
    expect(fitting).toMatch(/^.{5,20}…$/su);
    expect(textWidth(fitting)).toBeLessThanOrEqual(100);
  }
  expect(Array.from(fittingText('가'.repeat(50), 100)).length).toBeLessThan(
    fittingText('a'.repeat(50), 100).length,
  );
  expect(fittingText('a\u202eb', 100)).toBe('a\\u{202e}b');
});
