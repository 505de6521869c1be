import { foldableSection, html, type Html } from './html';

/** A chart with its heading and its conclusion. */
export interface Chart {
  readonly title: string;
  /** A sentence with the chart's conclusion, which is also its text alternative. */
  readonly says: string;
  /** An SVG. */
  readonly drawing: Html;
}

const figure = ({ title, says, drawing }: Chart): Html =>
  html`<figure class="panel">
    <figcaption>
      <h3>${title}</h3>
      <p>${says}</p>
    </figcaption>
    <div class="chart" role="img" aria-label="${title}: ${says}">${drawing}</div>
  </figure>`;

/** Charts below one heading; empty if there are none. */
export function chartsSection(id: string, title: string, charts: readonly Chart[]): Html | undefined {
  if (charts.length === 0) return undefined;
  return foldableSection(id, title, html`<div class="charts">${charts.map(figure)}</div>`);
}
