import type { BadRows, TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import type { MeasuredOrders } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { html, type Html } from './html';
import { helpOf } from './orders-text';
import type { ReportTexts } from './texts/en';

/** Rows of the shop's own files that are left out, by reason, with the first places of bad ones. */
export function leftOutSection(
  reports: readonly TableReport[],
  texts: ReportTexts,
  orders?: MeasuredOrders,
): Html | undefined {
  if (reports.length === 0) return undefined;
  return html`<section aria-labelledby="left-out">
    <h2 id="left-out">${texts.ownFiles}</h2>
    <p class="lead">${texts.ownFilesLead}</p>
    ${reports.map(({ withoutUser, rows }) => withoutUser && html`<p>${texts.withoutUser(withoutUser, rows)}</p>`)}
    ${orders && html`<p>${texts.ordersAsUsers(orders, helpOf(orders))}</p>`}
    ${reports.map((report) => tableOf(report, texts))}
  </section>`;
}

function tableOf(report: TableReport, texts: ReportTexts): Html {
  const { type, files, records, rows, dropped, bad } = report;
  const title = html`<h3>${texts.madeOf(type, rows, records)} <small>${files}</small></h3>`;
  const lines = [
    ...Object.entries(dropped).map(([reason, left]) => row(texts, { reason, rows: left }, texts.byMapping)),
    ...bad.map((kind) => row(texts, kind, placesOf(texts, kind, type))),
  ];
  if (lines.length === 0)
    return html`${title}
      <p class="lead">${texts.nothingLeftOut}</p>`;
  const heading = (text: string, kind: string): Html =>
    html`<th scope="col" role="columnheader" class="${kind}">${text}</th>`;
  // Explicit roles keep the table accessible on phones, where CSS displays rows as blocks.
  return html`${title}
    <div class="scroll" tabindex="0" role="region" aria-label="${texts.leftOutOf(type)}">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${heading(texts.reason, 'text')} ${heading(texts.leftOutRows, 'number')}
            ${heading(texts.firstPlaces, 'values')}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${lines}
        </tbody>
      </table>
    </div>`;
}

/** The reader gives reasons in English. A reason without a translation stays English, marked with `lang`. */
function row(texts: ReportTexts, { reason, rows }: Pick<BadRows, 'reason' | 'rows'>, where: string): Html {
  const own = texts.reasonOf(reason);
  return html`<tr role="row">
    <th scope="row" role="rowheader">
      ${own === undefined ? html`<span lang="en">${reason}</span>` : html`<span>${own}</span>`}
    </th>
    <td role="cell" class="number" data-label="${texts.leftOutRows}">
      <span>${rows.toLocaleString('en-US')}</span>
    </td>
    <td role="cell" class="values" data-label="${texts.firstPlaces}"><span>${where}</span></td>
  </tr>`;
}

/** Places of bad rows; without the values if they are users', which may identify one. */
function placesOf(texts: ReportTexts, { rows, places }: BadRows, type: TableReport['type']): string {
  const shown = places.map(({ file, line, value }) =>
    texts.place({ file, line, ...(type !== 'USERS' && { value }) }),
  );
  return `${shown.join('; ')}${rows > places.length ? '; …' : ''}`;
}
