// The whole library: its parts are ES modules, which Node requires only from 20.19 on.
import { type EChartsOption, init } from 'echarts';
import { html, type Html } from './html';

/** A chart with its heading and what it says. */
export interface Chart {
  readonly title: string;
  /** The number that the chart shows, in a sentence; also read out in its place. */
  readonly says: string;
  readonly option: EChartsOption;
  /** @default 220 */
  readonly height?: number;
}

/** Wide enough for the text to stay legible when a phone shrinks it. */
const WIDTH = 460;

/** Draws a chart. Its colours are CSS variables of the page, so that one drawing serves light and dark. */
function drawChart({ title, says, option, height = 220 }: Chart): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
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

/** Charts below one heading; nothing where there are none. */
export function chartsSection(id: string, title: string, charts: readonly Chart[]): Html | undefined {
  if (charts.length === 0) return undefined;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="charts">${charts.map(drawChart)}</div>
  </section>`;
}
