import { DATASETS, VALIDATION_FILE, WARM_FILE, type Datasets, type DatasetSource } from '../datasets';
import { readinessWarnings } from '../../insight/readiness/floors';
import { heldOutWarning } from '../../insight/readiness/held-out';
import { InteractionFilter } from './interaction-filter';
import { interactionTexts, type InteractionText } from './interaction-text';
import {
  PreparedOutputs,
  type PreparedFile,
  type PreparedFileName,
  type OpenOutput,
} from './prepared-output';
import { readPasses, sameRows, type PreparationSource, type Progress } from './read-passes';
import type { HoldoutBy, PreparationSettings } from './settings';
import type { Sink } from './sink';
import { splitAtCutOff, splitByTime, splitInFileOrder, type FirstPass, type Split } from './split';
import { readFirstPass } from './first-pass';
import { WarmFile } from './warm-file';
import { writeSplit, type WrittenSplit } from './write-split';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { lineOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import { columnIndexes, tableCheck } from './check-table';
import { ColumnCopier } from './column-copier';
import { noRows } from './problem-words';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** Source, settings and sink of a preparation. */
type Preparation = PreparationSource & PreparationOptions;

interface PreparationOptions {
  readonly settings: PreparationSettings;
  readonly sink: Sink;
  /** @default - the workshop's datasets */
  readonly datasets?: Datasets;
  /**
   * Maximum bytes of output that are kept in memory if the sink cannot read them back. Larger data is read from the source again.
   *
   * @default 64 MiB
   */
  readonly memoryBytes?: number;
  /** Called with the progress of the current pass. */
  readonly onProgress?: (progress: Progress) => void;
}

const MEMORY_BYTES = 64 * 1024 * 1024;

/** The prepared files by name. Those of interactions are always present. */
export type PreparedFiles = Readonly<
  Record<InteractionsFileName, PreparedFile> & Partial<Record<PreparedFileName, PreparedFile>>
>;

type InteractionsFileName = typeof DATASETS.INTERACTIONS.file | typeof VALIDATION_FILE | typeof WARM_FILE;

/** Result of the preparation. */
export interface PreparedData {
  /** The files. Those of datasets that the shop does not have are missing. */
  readonly files: PreparedFiles;
  /**
   * Sentences about data that Amazon Personalize will reject, and about too large a held-out share. The files are
   * written in any case.
   */
  readonly warnings: readonly string[];
  /** Number of interactions that were left out because of their event type. */
  readonly otherEvents: number;
}

/** Makes another pass over the kept rows. */
type GoThrough = (work: (rows: AsyncIterable<InteractionText>) => Promise<Split>) => Promise<Split>;

/** Ways to split rows, by the setting `holdoutBy`. */
const SPLITS: Record<
  HoldoutBy,
  (firstPass: FirstPass, holdout: number, goThrough: GoThrough) => Promise<Split> | Split
> = {
  user: (firstPass, holdout, goThrough) =>
    firstPass.isOrdered
      ? splitInFileOrder(firstPass, holdout)
      : goThrough((rows) => splitByTime(firstPass, holdout, rows)),
  time: (firstPass, holdout, goThrough) => goThrough((rows) => splitAtCutOff(firstPass, holdout, rows)),
};

/**
 * Converts an archive to the five files: selects and renames columns, keeps and renames event types, and holds out the newest
 * interactions. A failure leaves no file behind. The archive is read once if the sink can read files back, or if the output fits
 * into memory. Memory grows with the users, and by six bytes per row, or ten if rows are not in time order.
 *
 * @throws Error that says what is wrong with the archive, and where
 */
export async function prepareData({
  settings: { eventTypes, holdout, holdoutBy = 'user', escape },
  sink,
  datasets = DATASETS,
  memoryBytes = MEMORY_BYTES,
  onProgress,
  ...source
}: Preparation): Promise<PreparedData> {
  const filter = new InteractionFilter(eventTypes, escape, datasets.INTERACTIONS);
  const read = readPasses(source, onProgress);
  const outputs = new PreparedOutputs(sink, escape);
  const tableVisitor = (type: 'ITEMS' | 'USERS') => {
    const table = datasets[type];
    return table && ((body: AsyncIterable<Buffer>) => writeTable(body, table, type, outputs.open));
  };
  return outputs.commitAfter(async () => {
    const checked = await read('check', {
      INTERACTIONS: async (body, sizeBytes = 0) => {
        const roomBytes = sizeBytes > memoryBytes ? 0 : memoryBytes;
        const output = await outputs.open(WARM_FILE, datasets.INTERACTIONS.columns, roomBytes);
        const warm = new WarmFile(output);
        const firstPass = await readFirstPass(filter.read(body), filter, eventTypes, warm);
        return { firstPass, warm, file: await warm.end() };
      },
      ITEMS: tableVisitor('ITEMS'),
      USERS: tableVisitor('USERS'),
    });

    const { firstPass, warm } = checked.INTERACTIONS;
    const rowsAgain = (body: AsyncIterable<Buffer>): AsyncIterable<InteractionText> =>
      interactionTexts(sameRows(filter.read(body), firstPass.users.length), escape);
    const goThrough = async <Result>(
      pass: Progress['pass'],
      visit: (rows: AsyncIterable<InteractionText>) => Promise<Result>,
    ): Promise<Result> => {
      const rows = await warm.rows();
      if (rows) return visit(rows);
      return (await read(pass, { INTERACTIONS: (body) => visit(rowsAgain(body)) })).INTERACTIONS;
    };
    const split = await SPLITS[holdoutBy](firstPass, holdout, (work) => goThrough('order', work));
    const written = await goThrough('write', (rows) =>
      writeSplit(rows, filter.eventTypes, split, outputs.open, datasets.INTERACTIONS),
    );

    return {
      files: {
        [DATASETS.INTERACTIONS.file]: written.training,
        [VALIDATION_FILE]: written.validation,
        [WARM_FILE]: checked.INTERACTIONS.file,
        ...(checked.ITEMS && { [DATASETS.ITEMS.file]: checked.ITEMS }),
        ...(checked.USERS && { [DATASETS.USERS.file]: checked.USERS }),
      },
      warnings: warningsOf(firstPass.users.length, split, written),
      otherEvents: filter.droppedRows,
    };
  });
}

function warningsOf(keptRows: number, split: Split, { training, trainingTypes }: WrittenSplit): string[] {
  const { rows } = training;
  const ofMuch = heldOutWarning({ keptRows, rows });
  const counts = {
    rows,
    users: split.training.filter((count) => count > 0).length,
    usersWithTwo: split.training.filter((count) => count >= 2).length,
    events: Object.fromEntries(
      Object.entries(trainingTypes).map(([type, ofType]) => [type, { rows: ofType }]),
    ),
  };
  return [...(ofMuch === undefined ? [] : [ofMuch]), ...readinessWarnings(counts)];
}

/**
 * Checks the rows of items or users, and writes their columns for import.
 *
 * @throws Error that names the line of a value that an import would reject, or says that there is no row
 */
async function writeTable(
  body: AsyncIterable<Buffer>,
  source: DatasetSource,
  type: 'ITEMS' | 'USERS',
  open: OpenOutput,
): Promise<PreparedFile> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = columnIndexes(source, csv.columns);
  const problemIn = tableCheck(source, columns);
  const copier = new ColumnCopier(columns);
  const output = await open(DATASETS[type].file, source.columns);
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      const problem = problemIn(chunk, row);
      if (problem !== undefined) throw atLine(source.member, lineOf(chunk, row), problem);
      copier.copy(chunk, row, output.buffer);
      output.buffer.lineFeed();
    }
    output.rows += chunk.rows;
    await output.flush();
  }
  if (output.rows < MIN_ROWS[type]) throw new DataError(`${source.member} ${noRows(type)}`);
  return output.end();
}
