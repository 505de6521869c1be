import { DATASETS, type DatasetType } from '../datasets';
import { readinessWarnings } from '../readiness/readiness-warnings';
import { InteractionFilter, type KeptRows } from './interaction-filter';
import { checkTable } from './check-table';
import type { PreparedFileName } from './prepared-files';
import { PreparedOutput, type OpenOutput, type PreparedFile } from './prepared-output';
import { readArchive, type Results, type Visitors } from './read-archive';
import { readTables } from './read-tables';
import { sameRows } from './same-rows';
import type { PreparationSettings } from './settings';
import type { Sink } from './sink';
import { splitByTime, splitInFileOrder } from './split';
import { surveyInteractions } from './survey-interactions';
import { trainingCount } from './training-count';
import { writeInteractions } from './write-interactions';
import { writeTable } from './write-table';

/**
 * Opens the archive, or one table after the other, from the start; called for every pass, two or three times. The
 * memory of a piece may be used again once the next one is asked for.
 */
export type PreparationSource =
  | { readonly openArchive: () => Promise<AsyncIterable<Buffer>> }
  | { readonly openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>> };

/** Where the data comes from, what to do with it, and where it goes. */
export type Preparation = PreparationSource & PreparationOptions;

interface PreparationOptions {
  readonly settings: PreparationSettings;
  readonly sink: Sink;
  /** Told how far the current pass is. */
  readonly onProgress?: (progress: Progress) => void;
}

/** `check` and `write` always happen, `order` where rows are not in order of time. */
export interface Progress {
  readonly pass: 'check' | 'order' | 'write';
  /** Bytes that this pass has read. */
  readonly bytes: number;
}

/** What the preparation made. */
export interface PreparedData {
  readonly files: Readonly<Record<PreparedFileName, PreparedFile>>;
  /** Sentences about what Amazon Personalize will not accept; the files are written all the same. */
  readonly warnings: readonly string[];
}

/**
 * Turns an archive into the five files: selects and renames columns, keeps and renames event types, and
 * holds out each user's newest interactions. Everything is checked before the first file is begun, and a
 * failure leaves no file behind. Memory grows with the users and by four bytes a row, and where the rows are
 * not in order of time by eight.
 *
 * @throws Error that says what is wrong with the archive, and where
 */
export async function prepareData({
  settings,
  sink,
  onProgress,
  ...source
}: Preparation): Promise<PreparedData> {
  const { eventTypes, holdout, escape } = settings;
  const filter = new InteractionFilter(eventTypes);
  const read = async <V extends Visitors>(pass: Progress['pass'], visitors: V): Promise<Results<V>> => {
    let bytes = 0;
    const counted = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        bytes += piece.length;
        onProgress?.({ pass, bytes });
        yield piece;
      }
    };
    return 'openArchive' in source
      ? readArchive(counted(await source.openArchive()), visitors)
      : readTables(async (type) => counted(await source.openTable(type)), visitors);
  };

  const { INTERACTIONS: survey } = await read('check', {
    INTERACTIONS: (body) => surveyInteractions(filter.read(body), filter, eventTypes),
    ITEMS: (body) => checkTable(body, DATASETS.ITEMS),
    USERS: (body) => checkTable(body, DATASETS.USERS),
  });
  const rowsAgain = (body: AsyncIterable<Buffer>): AsyncIterable<KeptRows> =>
    sameRows(filter.read(body), survey.users.length);
  const split = survey.isOrdered
    ? splitInFileOrder(survey, holdout)
    : (await read('order', { INTERACTIONS: (body) => splitByTime(survey, holdout, rowsAgain(body)) }))
        .INTERACTIONS;

  const outputs: PreparedOutput[] = [];
  const open: OpenOutput = async (name, columns) => {
    const output = new PreparedOutput(await sink.open(name), columns, escape);
    outputs.push(output);
    return output;
  };
  try {
    const written = await read('write', {
      INTERACTIONS: (body) => writeInteractions(rowsAgain(body), filter.eventTypes, split, open),
      ITEMS: (body) => writeTable(body, DATASETS.ITEMS, open),
      USERS: (body) => writeTable(body, DATASETS.USERS, open),
    });
    await sink.commit();
    const { files, trainingTypes } = written.INTERACTIONS;
    const staying = survey.counts.map((count) => trainingCount(count, holdout));
    return {
      files: { ...files, [DATASETS.ITEMS.file]: written.ITEMS, [DATASETS.USERS.file]: written.USERS },
      warnings: readinessWarnings({
        rows: files[DATASETS.INTERACTIONS.file].rows,
        users: staying.filter((count) => count > 0).length,
        usersWithTwo: staying.filter((count) => count >= 2).length,
        events: Object.fromEntries(
          Object.entries(trainingTypes).map(([eventType, rows]) => [eventType, { rows }]),
        ),
      }),
    };
  } catch (error) {
    for (const output of outputs) await output.settle();
    await sink.abort();
    throw error;
  }
}
