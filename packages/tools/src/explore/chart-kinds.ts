import type { Bin } from '../profile/histogram';
import { fittingText, FONT_SIZE, niceTicks, shownLabels, textWidth } from './chart-scale';
import { html, type Html } from './html';
import { compactNumber } from './text';

/** Width of a phone. Charts are only scaled up, so that their text has at least 12 pixels. */
const WIDTH = 320;
/** Height of all charts except rankings, whose height depends on the number of bars. */
const HEIGHT = 200;

/** Colors of the event types, in the order of the settings. */
export const SERIES_COLORS = ['var(--accent)', 'var(--second)', 'var(--soft)'] as const;

/** One series: a count per column. */
export interface ColumnSeries {
  readonly name: string;
  readonly color: string;
  readonly counts: readonly number[];
}

/** The area of a chart for its data. The rest is for axes, labels and legend. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const PLOT: Plot = { left: 44, right: WIDTH - 8, top: 14, bottom: HEIGHT - 28 };

/** Colors are CSS variables of the page, so that one drawing suits light and dark mode. */
const drawing = (height: number, ...shapes: readonly (Html | readonly Html[])[]): Html =>
  html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    font-size="${FONT_SIZE}"
    font-family="system-ui, sans-serif"
    fill="var(--soft)"
  >
    ${shapes}
  </svg>`;

type Anchor = 'start' | 'middle' | 'end';

const label = (x: number, y: number, anchor: Anchor, text: string): Html =>
  html`<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}" dominant-baseline="central"
    >${text}</text
  >`;

const filled = (path: string, color: string): Html => html`<path d="${path}" fill="${color}" />`;

const line = (path: string, dashes: 'none' | '4 2' = 'none'): Html =>
  html`<path d="${path}" fill="none" stroke="var(--line)" stroke-dasharray="${dashes}" />`;

/** A precision of a tenth of a pixel suffices. */
const rounded = (value: number): number => Math.round(10 * value) / 10;

/** Lines are sharp if they run through the middle of pixels. */
const sharp = (value: number): number => Math.floor(value) + 0.5;

/** The vertical axis: a label and a grid line per tick. The lowest line is solid. */
function verticalAxis(
  { left, right, top, bottom }: Plot,
  ticks: readonly number[],
  textOf: (tick: number) => string,
): Html[] {
  const largest = ticks[ticks.length - 1];
  return ticks.flatMap((tick) => {
    const y = bottom - ((bottom - top) * tick) / largest;
    return [
      line(`M${left} ${sharp(y)}H${right}`, tick === 0 ? 'none' : '4 2'),
      label(left - 8, y, 'end', textOf(tick)),
    ];
  });
}

/** Up to this number, columns have gaps and rounded corners. */
const MAX_ROUNDED = 40;

/** Vertical columns, stacked if there is more than one series. */
export function columnChart(labels: readonly string[], series: readonly ColumnSeries[]): Html {
  const hasLegend = series.length > 1;
  const plot = hasLegend ? { ...PLOT, top: 34 } : PLOT;
  const { left, right, top, bottom } = plot;
  const sums = labels.map((_, column) => series.reduce((sum, { counts }) => sum + counts[column], 0));
  const ticks = niceTicks(Math.max(...sums));
  const band = (right - left) / labels.length;
  const isRounded = labels.length <= MAX_ROUNDED;
  const gap = (isRounded ? 0.22 : 0.1) * band;
  const drawn = labels.map(() => 0);
  const columns = series.map(({ counts, color }) => {
    const paths = counts.map((count, column) => {
      if (count === 0) return '';
      const from = drawn[column];
      drawn[column] += count;
      const [y, base] = [drawn[column], from].map(
        (value) => bottom - ((bottom - top) * value) / ticks[ticks.length - 1],
      );
      const radius = isRounded && drawn[column] === sums[column] ? Math.min(2, base - y) : 0;
      return upright(left + column * band + gap / 2, y, band - gap, base - y, radius);
    });
    return filled(paths.join(''), color);
  });
  const below = shownLabels(labels, band)
    .map((column) => ({ x: left + (column + 0.5) * band, text: labels[column] }))
    .filter(({ x, text }) => x + textWidth(text) / 2 <= WIDTH)
    .map(({ x, text }) => label(x, bottom + 14, 'middle', text));
  return drawing(
    HEIGHT,
    verticalAxis(plot, ticks, compactNumber),
    columns,
    below,
    hasLegend ? legend(series) : [],
  );
}

/** A rectangle with a rounded top. */
function upright(x: number, y: number, width: number, height: number, radius: number): string {
  const [left, top, w, h] = [x, y, width, height].map(rounded);
  if (radius === 0) return `M${left} ${top}h${w}v${h}h${-w}z`;
  const [r, flat] = [radius, width - 2 * radius].map(rounded);
  return `M${left} ${rounded(y + height)}V${rounded(y + radius)}q0 ${-r} ${r} ${-r}h${flat}q${r} 0 ${r} ${r}V${rounded(y + height)}z`;
}

/** Size of a series' symbol in the legend, and the spaces next to it. */
const [SIGN, SIGN_GAP, SERIES_GAP] = [10, 5, 10];

/** The names of series in one line, right-aligned. */
function legend(series: readonly ColumnSeries[]): Html[] {
  const room = (PLOT.right - PLOT.left) / series.length - SIGN - SIGN_GAP - SERIES_GAP;
  let right = PLOT.right;
  return [...series].reverse().flatMap(({ name, color }) => {
    const text = fittingText(name, room);
    const start = right - textWidth(text);
    const left = start - SIGN_GAP - SIGN;
    right = left - SERIES_GAP;
    return [
      html`<rect x="${rounded(left)}" y="3" width="${SIGN}" height="${SIGN}" rx="3" fill="${color}" />`,
      label(start, 8, 'start', text),
    ];
  });
}

/** A histogram as columns. A bar without an end is named like `300+`. */
export function binChart(bins: readonly Bin[], color = 'var(--accent)'): Html {
  const labels = bins.map(({ from, to }) => `${numberText(from)}${to === Infinity ? '+' : ''}`);
  return columnChart(labels, [{ name: '', color, counts: bins.map(({ count }) => count) }]);
}

/** Bin edges are round numbers, so this removes floating-point noise. */
const numberText = (value: number): string => Number(value.toPrecision(12)).toLocaleString('en-US');

const QUARTERS = [0, 25, 50, 75, 100];

/** Lorenz-style curve: the share of rows that belong to the most frequent items, over the share of items. */
export function concentrationChart(shares: readonly number[]): Html {
  const plot = { ...PLOT, right: WIDTH - 18 };
  const { left, right, top, bottom } = plot;
  const points = shares.map((share, at) =>
    [left + ((right - left) * at) / (shares.length - 1), bottom - (bottom - top) * share]
      .map(rounded)
      .join(' '),
  );
  const curve = `M${points.join('L')}`;
  return drawing(
    HEIGHT,
    verticalAxis(plot, QUARTERS, (tick) => `${tick}%`),
    html`<path d="${curve}V${bottom}H${left}z" fill="var(--accent)" opacity="0.14" />`,
    html`<path d="${curve}" fill="none" stroke="var(--accent)" stroke-width="2" stroke-linejoin="round" />`,
    QUARTERS.map((tick) => label(left + ((right - left) * tick) / 100, bottom + 14, 'middle', `${tick}%`)),
  );
}

const POINTS = 100;

/** Share of all rows that belong to the most frequent 0 %, 1 %, …, 100 % of the items. */
export function concentration(perItem: Uint32Array): number[] {
  const falling = perItem.slice().sort().reverse();
  const total = falling.reduce((sum, count) => sum + count, 0);
  const shares = [0];
  let [sum, item] = [0, 0];
  for (let point = 1; point <= POINTS; point++) {
    while (item < Math.round((falling.length * point) / POINTS)) sum += falling[item++];
    shares.push(total === 0 ? 0 : sum / total);
  }
  return shares;
}

/** A named count. */
interface RankedCount {
  readonly name: string;
  readonly count: number;
  /** @default the accent */
  readonly color?: string;
}

/** Sizes of horizontal bars: room for the names and for the counts, and the height of a bar with and without its gap. */
const [NAMES, COUNTS, ROW, BAR] = [126, 56, 24, 17];

/** Horizontal bars with their counts, the first on top. */
export function rankingChart(counts: readonly RankedCount[]): Html {
  const height = 14 + ROW * counts.length;
  const longest = Math.max(1, ...counts.map(({ count }) => count));
  const bars = counts.flatMap(({ name, count, color = 'var(--accent)' }, at) => {
    const y = 7 + ROW * (at + 0.5);
    const width = ((WIDTH - NAMES - COUNTS) * count) / longest;
    return [
      label(NAMES - 8, y, 'end', fittingText(name, NAMES - 8)),
      filled(sideways(NAMES, y - BAR / 2, width, BAR), color),
      label(NAMES + width + 5, y, 'start', count.toLocaleString('en-US')),
    ];
  });
  return drawing(height, bars, line(`M${sharp(NAMES)} 6V${height - 6}`));
}

/** A rectangle with a rounded right end. */
function sideways(x: number, y: number, width: number, height: number): string {
  const radius = Math.min(3, width);
  const [flat, r] = [width - radius, radius].map(rounded);
  return `M${x} ${y}h${flat}q${r} 0 ${r} ${r}v${height - 2 * r}q0 ${r} ${-r} ${r}h${-flat}z`;
}
