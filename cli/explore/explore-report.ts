import type { ArchiveProfile } from '../../domain/profile/archive-profile';
import { readinessOf } from '../../domain/readiness/readiness';
import { behaviourCharts } from './behaviour-charts';
import { chartsSection } from './charts-section';
import { CHARTED_COLUMNS, columnCharts } from './column-charts';
import { columnsTable } from './columns-section';
import { html } from './html';
import { interactionColumns } from './interaction-columns';
import { numbersSection } from './numbers-section';
import { readinessSection } from './readiness-section';
import { STYLE } from './style';
import { timeCharts } from './time-charts';

/** What the report is about. */
export interface ReportOptions {
  /** Name of the archive's file. */
  readonly archive: string;
  readonly profile: ArchiveProfile;
  /** When it was made. */
  readonly madeAt: Date;
}

/** A page that needs nothing but itself: no network, no script. */
export function exploreReport({ archive, profile, madeAt }: ReportOptions): string {
  const { items, users, interactions } = profile;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${archive}: a shop’s data</title>
        <style>
          ${{ html: STYLE }}
        </style>
      </head>
      <body>
        <header>
          <h1>A shop’s data</h1>
          <p>${archive}, looked at on ${madeAt.toISOString().slice(0, 10)}</p>
        </header>
        <main>
          ${readinessSection(readinessOf(profile.facts))} ${numbersSection(profile)}
          ${chartsSection('time', 'When', timeCharts(profile))}
          ${chartsSection('behaviour', 'What users do', behaviourCharts(profile))}
          ${chartsSection('items', 'Items', columnCharts(items, CHARTED_COLUMNS['items.csv']))}
          ${chartsSection('users', 'Users', columnCharts(users, CHARTED_COLUMNS['users.csv']))}
          <section aria-labelledby="columns">
            <h2 id="columns">Columns</h2>
            ${[items, users].map(({ file, rows, columns }) => columnsTable(file, rows, columns))}
            ${columnsTable('interactions.csv', interactions.rows, interactionColumns(profile))}
          </section>
        </main>
        <footer>Values of columns that may identify people are counted and not shown.</footer>
      </body>
    </html> `;
  return page.html;
}
