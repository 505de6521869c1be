import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ArchiveProfile } from '../profile/archive-profile';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/readiness/measurement-cache';
import { readinessOf, type Readiness } from '@ecommerce-recommenders/shop-data/readiness/readiness';
import { CACHE_FOLDER } from '../cdk';
import { profileOf } from '../opened-shop';
import type { PreparationOptions } from '../options';
import { chartsSection } from './chart';
import { html } from './html';
import { behaviourCharts, chartedColumns, columnCharts, timeCharts } from './profile-charts';
import { columnsTable, interactionColumns, numbersSection, readinessSection } from './report-sections';

/** The style sheet, inlined into the page: the tokens are those of the shop's page. */
const STYLE = [join(__dirname, '../../browser/style/tokens.css'), join(__dirname, 'report.css')]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** What the report is about. */
interface ReportOptions {
  /** Name of the archive's file. */
  readonly archive: string;
  readonly profile: ArchiveProfile;
  /** The verdicts. @default - by rules alone, nothing measured */
  readonly readiness?: readonly Readiness[];
  /** When it was made. */
  readonly madeAt: Date;
  /** Such as `en`; one that the report lacks is English. @default en */
  readonly language?: string;
}

/** A self-contained page: no network, no script. */
export function exploreReport({
  archive,
  profile,
  readiness = readinessOf(profile.facts),
  madeAt,
}: ReportOptions): string {
  const { datasets, items, users, interactions } = profile;
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
          ${readinessSection(readiness)} ${numbersSection(profile)}
          ${chartsSection('time', 'When', timeCharts(profile))}
          ${chartsSection('behaviour', 'What users do', behaviourCharts(profile))}
          ${items && chartsSection('items', 'Items', columnCharts(items, chartedColumns(items, datasets.ITEMS)))}
          ${users && chartsSection('users', 'Users', columnCharts(users, chartedColumns(users, datasets.USERS)))}
          <section aria-labelledby="columns">
            <h2 id="columns">Columns</h2>
            ${items && datasets.ITEMS && columnsTable(datasets.ITEMS, items.file, items.rows, items.columns)}
            ${users && datasets.USERS && columnsTable(datasets.USERS, users.file, users.rows, users.columns)}
            ${columnsTable(
              datasets.INTERACTIONS,
              datasets.INTERACTIONS.member,
              interactions.rows,
              interactionColumns(profile),
            )}
          </section>
        </main>
        <footer>Values of columns that may identify people are counted and not shown.</footer>
      </body>
    </html> `;
  return page.html;
}

/** The data profile of an archive as a self-contained HTML document, with what `explore` has measured before. */
export async function profileDocument(options: PreparationOptions, language = 'en'): Promise<string> {
  const madeAt = new Date();
  const { archive } = options;
  const { profile } = await profileOf(options, madeAt);
  const readiness = readinessOf(profile.facts, keptMeasurement(CACHE_FOLDER, options));
  return exploreReport({ archive: basename(archive), profile, readiness, madeAt, language });
}
