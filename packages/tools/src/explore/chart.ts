import type { EChartsOption } from 'echarts';
import { createRequire } from 'node:module';
import { html, type Html } from './html';

/** A chart with its heading and its message. */
export interface Chart {
  readonly title: string;
  /** The chart's message in a sentence; also its text alternative. */
  readonly says: string;
  readonly option: EChartsOption;
  /** @default 200 */
  readonly height?: number;
}

/** What a phone has: charts are scaled up, never down, so that their text is 12 pixels at least. */
const WIDTH = 320;

/**
 * The charting library, loaded with the first chart: it is large, and no deployment draws. All of it, since its parts are ES
 * modules, which `require` loads only from Node.js 20.19 on.
 *
 * @throws Error with what to install where it is absent
 */
function echarts(): typeof import('echarts') {
  try {
    return createRequire(__filename)('echarts') as typeof import('echarts');
  } catch (cause) {
    throw new Error(
      'Charts are drawn with echarts, which is not installed: npm ci without --omit=dev installs it.',
      { cause },
    );
  }
}

/** Renders a chart. Colours are CSS variables of the page, so one SVG fits light and dark mode. */
function drawChart({ title, says, option, height = 200 }: Chart): Html {
  const chart = echarts().init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, ...option });
  const svg = { html: chart.renderToSVGString() };
  chart.dispose();
  return html`<figure>
    <figcaption>
      <h3>${title}</h3>
      <p>${says}</p>
    </figcaption>
    <div class="chart" role="img" aria-label="${title}: ${says}">${svg}</div>
  </figure>`;
}

/** Charts below one heading; nothing if there are none. */
export function chartsSection(id: string, title: string, charts: readonly Chart[]): Html | undefined {
  if (charts.length === 0) return undefined;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="charts">${charts.map(drawChart)}</div>
  </section>`;
}
