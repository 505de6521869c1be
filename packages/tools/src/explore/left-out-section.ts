import type { BadRows, TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import type { MeasuredOrders } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { type Content, html, type Html, table } from './html';
import { helpOf } from './orders-text';
import type { ReportTexts } from './texts/en';

/** Rows of the shop's own files that are left out, by reason, with the first places of bad rows. */
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
  const lines = [
    ...Object.entries(dropped).map(([reason, left]) =>
      lineOf(texts, { reason, rows: left }, texts.byMapping),
    ),
    ...bad.map((kind) => lineOf(texts, kind, placesOf(texts, kind, type))),
  ];
  const { reason, leftOutRows, firstPlaces } = texts;
  return html`<h3>${texts.madeOf(type, rows, records)} <small>${files}</small></h3>
    ${
      lines.length === 0
        ? html`<p class="lead">${texts.nothingLeftOut}</p>`
        : table(texts.leftOutOf(type), [[reason], [leftOutRows, 'number'], [firstPlaces, 'values']], lines)
    }`;
}

/** The reader gives reasons in English. If a reason has no translation, it stays English and is marked with `lang`. */
const lineOf = (
  texts: ReportTexts,
  { reason, rows }: Pick<BadRows, 'reason' | 'rows'>,
  where: string,
): [Content, string, string] => [
  texts.reasonOf(reason) ?? html`<span lang="en">${reason}</span>`,
  rows.toLocaleString('en-US'),
  where,
];

/** Places of bad rows. Values of users are omitted, because they may identify one. */
function placesOf(texts: ReportTexts, { rows, places }: BadRows, type: TableReport['type']): string {
  const shown = places.map(({ file, line, value }) =>
    texts.place({ file, line, ...(type !== 'USERS' && { value }) }),
  );
  return `${shown.join('; ')}${rows > places.length ? '; …' : ''}`;
}
