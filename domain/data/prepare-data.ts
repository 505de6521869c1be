import { DATASETS, type DatasetType } from '../datasets';
import { readinessWarnings } from '../readiness/readiness-warnings';
import { checkTable } from './check-table';
import { InteractionFilter, type KeptRows } from './interaction-filter';
import { InteractionFormatter } from './interaction-formatter';
import type { InteractionText } from './interaction-text';
import type { PreparedFileName } from './prepared-files';
import { PreparedOutput, type OpenOutput, type PreparedFile } from './prepared-output';
import { readArchive, type Results, type Visitors } from './read-archive';
import { readTable } from './read-table';
import { readTables } from './read-tables';
import { sameRows } from './same-rows';
import type { PreparationSettings } from './settings';
import type { Sink } from './sink';
import { splitByTime, splitInFileOrder, type Split } from './split';
import { surveyInteractions } from './survey-interactions';
import type { TableText } from './table-text';
import { TextMemory } from './text-memory';
import { trainingCount } from './training-count';
import { writeInteractions } from './write-interactions';
import { writeTable } from './write-table';

/**
 * Opens the archive, or one table after the other, from the start; called for every pass, one to three times. The
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
  /**
   * How many bytes are kept of what is to be written. Data with more is read again.
   *
   * @default 64 MiB
   */
  readonly memoryBytes?: number;
  /** Told how far the current pass is. */
  readonly onProgress?: (progress: Progress) => void;
}

/** `check` always happens, `write` where the data is too large to be kept, and then `order` where rows are not in order of time. */
export interface Progress {
  readonly pass: 'check' | 'order' | 'write';
  /** Bytes that this pass has read. */
  readonly bytes: number;
}

const MEMORY_BYTES = 64 * 1024 * 1024;

/** Text as it is read, or as it was kept. */
type Pieces<Text> = AsyncIterable<Text> | Iterable<Text>;

/** What the preparation made. */
export interface PreparedData {
  readonly files: Readonly<Record<PreparedFileName, PreparedFile>>;
  /** Sentences about what Amazon Personalize will not accept; the files are written all the same. */
  readonly warnings: readonly string[];
}

/**
 * Turns an archive into the five files: selects and renames columns, keeps and renames event types, and
 * holds out each user's newest interactions. Everything is checked before the first file is begun, and a
 * failure leaves no file behind. Small data is read once. Otherwise memory grows with the users and by four
 * bytes a row, and where the rows are not in order of time by eight.
 *
 * @throws Error that says what is wrong with the archive, and where
 */
export async function prepareData({
  settings,
  sink,
  memoryBytes = MEMORY_BYTES,
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

  const memory = new TextMemory(memoryBytes);
  const formatter = new InteractionFormatter(filter.eventTypes, escape);
  const checkAndKeep = async (body: AsyncIterable<Buffer>, type: 'ITEMS' | 'USERS'): Promise<void> => {
    const source = DATASETS[type];
    const list = type === 'ITEMS' ? memory.items : memory.users;
    for await (const text of readTable(body, { source, escape, check: checkTable(source) }))
      memory.keep(list, text);
  };
  const { INTERACTIONS: survey } = await read('check', {
    INTERACTIONS: (body, sizeBytes = 0) => {
      memory.expect(sizeBytes);
      return surveyInteractions(filter.read(body), filter, eventTypes, (kept) => {
        if (memory.isComplete) memory.keep(memory.interactions, formatter.format(kept));
      });
    },
    ITEMS: (body) => checkAndKeep(body, 'ITEMS'),
    USERS: (body) => checkAndKeep(body, 'USERS'),
  });

  const rowsAgain = (body: AsyncIterable<Buffer>): AsyncIterable<KeptRows> =>
    sameRows(filter.read(body), survey.users.length);
  let split: Split;
  if (survey.isOrdered) split = splitInFileOrder(survey, holdout);
  else if (memory.isComplete) split = await splitByTime(survey, holdout, memory.interactions);
  else {
    const ordered = await read('order', {
      INTERACTIONS: (body) => splitByTime(survey, holdout, rowsAgain(body)),
    });
    split = ordered.INTERACTIONS;
  }

  const outputs: PreparedOutput[] = [];
  const open: OpenOutput = async (name, columns) => {
    const output = new PreparedOutput(await sink.open(name), columns, escape);
    outputs.push(output);
    return output;
  };
  try {
    const write = {
      INTERACTIONS: (pieces: Pieces<InteractionText>) =>
        writeInteractions(pieces, filter.eventTypes, split, open),
      ITEMS: (pieces: Pieces<TableText>) => writeTable(pieces, DATASETS.ITEMS, open),
      USERS: (pieces: Pieces<TableText>) => writeTable(pieces, DATASETS.USERS, open),
    };
    const written = memory.isComplete
      ? {
          INTERACTIONS: await write.INTERACTIONS(memory.interactions),
          ITEMS: await write.ITEMS(memory.items),
          USERS: await write.USERS(memory.users),
        }
      : await read('write', {
          INTERACTIONS: (body) => write.INTERACTIONS(formatter.formatAll(rowsAgain(body))),
          ITEMS: (body) => write.ITEMS(readTable(body, { source: DATASETS.ITEMS, escape })),
          USERS: (body) => write.USERS(readTable(body, { source: DATASETS.USERS, escape })),
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
