import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ArchiveProfile } from '../profile/archive-profile';
import type { TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import { readinessOf, type Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { mappedUseCases } from '@ecommerce-recommenders/shop-data/contracts/use-cases-of';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { profileOf } from '../shop-files/opened-shop';
import type { PreparationOptions } from '../options';
import { chartsSection } from './chart';
import { foldableSection, html } from './html';
import { behaviourCharts, chartedColumns, columnCharts, timeCharts } from './profile-charts';
import { columnsTable, interactionColumns } from './columns-table';
import { leftOutSection } from './left-out-section';
import { numbersSection, readinessSection } from './report-sections';
import { reportLanguage, reportTexts } from './texts/report-texts';

/** The style sheet, which is inlined into the page. It begins like that of the shop's page. */
const STYLE = ['../../browser/style/tokens.css', '../../browser/style/document.css', 'report.css']
  .map((file) => join(__dirname, file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Content of the report. */
interface ReportOptions {
  /** Name of the archive's file. */
  readonly archive: string;
  readonly profile: ArchiveProfile;
  /** The measurement. @default - none: the verdicts follow only rules */
  readonly measurement?: Measurement;
  /** Reports on rows read from, and left out of, the shop's own files. @default - none: an archive with the workshop's columns */
  readonly reports?: readonly TableReport[];
  /** Use cases for which the mapping produces events. The others come last. @default - all */
  readonly possible?: readonly UseCaseName[];
  /** Time of the report. */
  readonly madeAt: Date;
  /** Language such as `en`. If the report lacks it, English is used. @default en */
  readonly language?: string;
}

/** The report as a self-contained page, without network requests and scripts. */
export function exploreReport({
  archive,
  profile,
  measurement,
  reports = [],
  possible = USE_CASE_NAMES,
  madeAt,
  language = 'en',
}: ReportOptions): string {
  const code = reportLanguage(language);
  const texts = reportTexts(code);
  const isLast = ({ useCase }: Readiness): number => Number(!possible.includes(useCase));
  const readiness = readinessOf(profile.facts, measurement, texts.verdicts).sort(
    (a, b) => isLast(a) - isLast(b),
  );
  const { datasets, items, users, interactions } = profile;
  const page = html`<!doctype html>
    <html lang="${code}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${archive}: ${texts.title}</title>
        <style>
          ${{ html: STYLE }}
        </style>
      </head>
      <body>
        <header>
          <h1>${texts.title}</h1>
          <p>${texts.lookedAt(archive, madeAt.toISOString().slice(0, 10))}</p>
        </header>
        <main>
          ${readinessSection(readiness, texts)} ${numbersSection(profile, texts)}
          ${leftOutSection(reports, texts, measurement?.orders)}
          ${chartsSection('time', texts.when, timeCharts(profile, texts))}
          ${chartsSection('behaviour', texts.behaviour, behaviourCharts(profile, texts))}
          ${items && chartsSection('items', texts.items, columnCharts(items, chartedColumns(items, datasets.ITEMS), texts))}
          ${users && chartsSection('users', texts.users, columnCharts(users, chartedColumns(users, datasets.USERS), texts))}
          ${foldableSection('columns', texts.columns, [
            items &&
              datasets.ITEMS &&
              columnsTable(datasets.ITEMS, items.file, items.rows, items.columns, texts),
            users &&
              datasets.USERS &&
              columnsTable(datasets.USERS, users.file, users.rows, users.columns, texts),
            columnsTable(
              datasets.INTERACTIONS,
              datasets.INTERACTIONS.member,
              interactions.rows,
              interactionColumns(profile),
              texts,
            ),
          ])}
        </main>
        <footer>${texts.footer}</footer>
      </body>
    </html> `;
  return page.html;
}

/** The data profile of an archive as a self-contained HTML document, including cached measurements of `explore`. */
export async function profileDocument(options: PreparationOptions, language = 'en'): Promise<string> {
  const madeAt = new Date();
  const { archive, data, eventTypes } = options;
  const { profile, reports } = await profileOf(options, madeAt);
  const measurement = keptMeasurement(CACHE_FOLDER, options);
  const possible = mappedUseCases(data, eventTypes);
  return exploreReport({
    archive: basename(archive),
    profile,
    measurement,
    reports,
    possible,
    madeAt,
    language,
  });
}
