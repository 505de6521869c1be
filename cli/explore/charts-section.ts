import { drawChart, type Chart } from './chart';
import { html, type Html } from './html';

/** Charts below one heading; nothing where there are none. */
export function chartsSection(id: string, title: string, charts: readonly Chart[]): Html | undefined {
  if (charts.length === 0) return undefined;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div class="charts">${charts.map(drawChart)}</div>
  </section>`;
}
