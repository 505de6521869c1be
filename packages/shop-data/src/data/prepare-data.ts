import { DATASETS, VALIDATION_FILE, WARM_FILE } from '../datasets';
import { readinessWarnings } from '../readiness/floors';
import { InteractionFilter } from './interaction-filter';
import { interactionTexts, type InteractionText } from './interaction-text';
import { PreparedOutputs, type PreparedFile, type PreparedFileName } from './prepared-output';
import { readPasses, sameRows, type PreparationSource, type Progress } from './read-passes';
import type { PreparationSettings } from './settings';
import type { Sink } from './sink';
import { splitByTime, splitInFileOrder, trainingCount } from './split';
import { surveyInteractions } from './survey-interactions';
import { WarmFile } from './warm-file';
import { writeSplit } from './write-split';
import { writeTable } from './write-table';

/** Source, settings and sink of a preparation. */
type Preparation = PreparationSource & PreparationOptions;

interface PreparationOptions {
  readonly settings: PreparationSettings;
  readonly sink: Sink;
  /**
   * Bytes of output kept in memory if the sink cannot read them back. Larger data is read again.
   *
   * @default 64 MiB
   */
  readonly memoryBytes?: number;
  /** Called with the progress of the current pass. */
  readonly onProgress?: (progress: Progress) => void;
}

const MEMORY_BYTES = 64 * 1024 * 1024;

/** Result of the preparation. */
export interface PreparedData {
  readonly files: Readonly<Record<PreparedFileName, PreparedFile>>;
  /** Sentences about what Amazon Personalize will refuse; the files are written in any case. */
  readonly warnings: readonly string[];
}

/**
 * Turns an archive into the five files: selects and renames columns, keeps and renames event types, and holds out each
 * user's newest interactions. A failure leaves no file behind. The archive is read once if the sink can read back, or
 * the output fits in memory. Memory grows with the users and by six bytes a row, ten if rows are not in order of time.
 *
 * @throws Error that says what is wrong with the archive, and where
 */
export async function prepareData({
  settings: { eventTypes, holdout, escape },
  sink,
  memoryBytes = MEMORY_BYTES,
  onProgress,
  ...source
}: Preparation): Promise<PreparedData> {
  const filter = new InteractionFilter(eventTypes, escape);
  const read = readPasses(source, onProgress);
  const outputs = new PreparedOutputs(sink, escape);
  return outputs.commitAfter(async () => {
    const checked = await read('check', {
      INTERACTIONS: async (body, sizeBytes = 0) => {
        const roomBytes = sizeBytes > memoryBytes ? 0 : memoryBytes;
        const output = await outputs.open(WARM_FILE, DATASETS.INTERACTIONS.columns, roomBytes);
        const warm = new WarmFile(output);
        const survey = await surveyInteractions(filter.read(body), filter, eventTypes, warm);
        return { survey, warm, file: await warm.end() };
      },
      ITEMS: (body) => writeTable(body, 'ITEMS', outputs.open),
      USERS: (body) => writeTable(body, 'USERS', outputs.open),
    });

    const { survey, warm } = checked.INTERACTIONS;
    const rowsAgain = (body: AsyncIterable<Buffer>): AsyncIterable<InteractionText> =>
      interactionTexts(sameRows(filter.read(body), survey.users.length), escape);
    const goThrough = async <Result>(
      pass: Progress['pass'],
      visit: (rows: AsyncIterable<InteractionText>) => Promise<Result>,
    ): Promise<Result> => {
      const rows = await warm.rows();
      if (rows) return visit(rows);
      return (await read(pass, { INTERACTIONS: (body) => visit(rowsAgain(body)) })).INTERACTIONS;
    };
    const split = survey.isOrdered
      ? splitInFileOrder(survey, holdout)
      : await goThrough('order', (rows) => splitByTime(survey, holdout, rows));
    const { training, validation, trainingTypes } = await goThrough('write', (rows) =>
      writeSplit(rows, filter.eventTypes, split, outputs.open),
    );

    const staying = survey.counts.map(trainingCount(holdout));
    return {
      files: {
        [DATASETS.INTERACTIONS.file]: training,
        [VALIDATION_FILE]: validation,
        [WARM_FILE]: checked.INTERACTIONS.file,
        [DATASETS.ITEMS.file]: checked.ITEMS,
        [DATASETS.USERS.file]: checked.USERS,
      },
      warnings: readinessWarnings({
        rows: training.rows,
        users: staying.filter((count) => count > 0).length,
        usersWithTwo: staying.filter((count) => count >= 2).length,
        events: Object.fromEntries(
          Object.entries(trainingTypes).map(([eventType, rows]) => [eventType, { rows }]),
        ),
      }),
    };
  });
}
