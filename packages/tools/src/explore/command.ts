import { Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { reportLines } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { keepMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import {
  readinessOf,
  VERDICTS,
  type Readiness,
  type Verdict,
} from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { mappedUseCases } from '@ecommerce-recommenders/shop-data/contracts/use-cases-of';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { exploreReport } from './explore-report';
import { exploreSummary } from './explore-summary';
import { measureShop } from './measure-shop';
import { nextCommand } from './next-command';
import { ordersLines } from './orders-text';
import { REPORT_LANGUAGES } from './texts/report-texts';
import { settingOf } from '../given-settings';
import { openInBrowser } from '../page/local-server';
import { archiveFile, refuseOverwriting, requireWritable } from '../shop-files/named-files';
import { profileOf } from '../shop-files/opened-shop';
import { print, printError } from 'embedded-aws/command/terminal-lines';
import { addDataOptions, preparationOf, type PreparationOptions, type SettingOptions } from '../options';
import { terminalJson, whileWorking } from '../terminal';
import { heldOutShare, heldOutWarning } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { ArchiveProfile } from '../profile/archive-profile';
import { en } from './texts/en';

interface Options extends SettingOptions {
  readonly out: string;
  readonly language: string;
  readonly json?: true;
  readonly failOn?: Exclude<Verdict, 'ready'>;
  readonly open?: true;
  readonly quiet?: true;
  readonly next: boolean;
}

export const command = addDataOptions(new Command('explore'))
  .option('--out <file>', 'where to write the HTML file', 'explore.html')
  .addOption(
    new Option('--language <code>', 'language of the HTML file').choices(REPORT_LANGUAGES).default('en'),
  )
  .option('--json', 'print the verdicts as JSON in place of the summary')
  .addOption(
    new Option('--fail-on <verdict>', 'end with exit code 1 if a use case is weak or blocked').choices(
      VERDICTS.filter((verdict) => verdict !== 'ready'),
    ),
  )
  .option('--open', 'open it in the browser')
  .option('--quiet', 'print no summary')
  // An option for `init`, which writes settings of another app.
  .addOption(new Option('--no-next', 'print no next command').hideHelp())
  .action(run);

async function run({ out, language, json, failOn, open, quiet, next, ...given }: Options): Promise<void> {
  const madeAt = new Date();
  const options = preparationOf(given);
  const { archive, data, eventTypes } = options;
  const possible = mappedUseCases(data, eventTypes);
  const file = resolve(out);
  if (data === null) await archiveFile(archive);
  await refuseOverwriting(archive, file, '--out FILE');
  await requireWritable(file, '--out FILE');
  const { profile, reports, measurement } = await whileWorking('Reading and measuring the data', () =>
    profiledAndMeasured(options, madeAt),
  );
  keepMeasurement(CACHE_FOLDER, options, measurement);
  const readiness = readinessOf(profile.facts, measurement);
  const name = basename(archive);
  await writeFile(
    file,
    exploreReport({ archive: name, profile, measurement, reports, possible, madeAt, language }),
  );
  const notes = [...reports.flatMap(reportLines), ...ordersLines(measurement.orders)];
  if (json) {
    const found = { archive: name, profile, measurement, readiness, notes };
    console.log(terminalJson(exploreJson(found)));
  } else if (!quiet) {
    for (const line of notes) print(line);
    print(`${exploreSummary(profile, readiness, possible)}\n\nThe report is in ${out}`);
    const inSettings = [...settingOf('useCases', given.context).keys()];
    if (next) print(nextCommand(given, readiness, inSettings));
  }
  if (open) openInBrowser(file);
  if (failOn !== undefined) failOnVerdicts(readiness, failOn, possible);
}

/** Measures the interactions while other tables are still being read. */
async function profiledAndMeasured(
  options: PreparationOptions,
  madeAt: Date,
): Promise<Awaited<ReturnType<typeof profileOf>> & { readonly measurement: Measurement }> {
  const failed = new AbortController();
  let measuring: Promise<Measurement> | undefined;
  try {
    const found = await profileOf(options, madeAt, (interactions) => {
      measuring = measureShop({ interactions }, madeAt.getTime() / 1000, failed.signal);
      // The promise is awaited below. Until then, an error must not end the process.
      measuring.catch(() => {});
    });
    return { ...found, measurement: await measuring! };
  } catch (error) {
    failed.abort();
    throw error;
  }
}

/** Fails on verdicts, except on use cases that the mapping rules out, because nobody deploys those. */
function failOnVerdicts(
  readiness: readonly Readiness[],
  worst: Verdict,
  possible: readonly Readiness['useCase'][],
): void {
  const failing = readiness.filter(
    ({ useCase, verdict }) =>
      possible.includes(useCase) && VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(worst),
  );
  if (failing.length === 0) return;
  printError(
    `${failing.map(({ useCase, verdict }) => `${useCase} is ${verdict}`).join(', ')} (--fail-on ${worst})`,
  );
  process.exitCode = 1;
}

/** Version of the structure of {@link exploreJson}. Increment it when a member is removed or its meaning changes. */
const FORMAT = 2;

/** The results of an exploration. */
interface Explored {
  readonly archive: string;
  readonly profile: ArchiveProfile;
  readonly measurement: Measurement;
  readonly readiness: readonly Readiness[];
  /** Sentences about how many records of the shop's own files were read and left out. */
  readonly notes: readonly string[];
}

/** The output of `explore --json`, which docs/verdicts.md describes. Shares are from 0 to 1. */
function exploreJson({ archive, profile, measurement, readiness, notes }: Explored): object {
  const { facts, items, users, duplicates } = profile;
  const warning = heldOutWarning(facts);
  return {
    format: FORMAT,
    archive,
    note: en.standIn,
    items: items?.rows ?? null,
    users: users?.rows ?? profile.perUser.length,
    interactions: {
      kept: facts.keptRows,
      duplicates,
      training: facts.rows,
      heldOut: facts.keptRows - facts.rows,
      heldOutShare: heldOutShare(facts),
    },
    measurement: {
      trainedUntil: new Date(1000 * measurement.until).toISOString(),
      users: measurement.users,
      sampledUsers: measurement.sampledUsers,
    },
    orders: measurement.orders ?? null,
    warnings: warning === undefined ? [] : [warning],
    notes,
    useCases: readiness.map(({ useCase, verdict, reasons, measured }) => ({
      useCase,
      title: USE_CASES[useCase].title,
      verdict,
      reasons: reasons.map(({ found, threshold, willDo, remedy }) => ({ found, threshold, willDo, remedy })),
      measured: measured ?? null,
    })),
  };
}
