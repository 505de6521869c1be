import { atLine } from '@ecommerce-recommenders/csv/line-error';
import { lineOf, textOf, type CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { csvText, type CsvEscape } from '@ecommerce-recommenders/csv/csv-buffer';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS, type Datasets, type DatasetSource } from '../datasets';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { columnIndexes, tableCheck, type RowCheck } from './check-table';
import { ColumnCopier } from './column-copier';
import { INTERACTION_COLUMNS, interactionIndexes, interactionProblem } from './interaction-fields';
import { InteractionWriter } from './interaction-writer';
import type { Part } from './joined-parts';
import { PreparedOutput, type PreparedFile } from './prepared-output';
import type { Sink } from './sink';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** Parts, settings and sink of a preparation of parts. */
export interface PartsPreparation {
  readonly parts: Partial<Record<DatasetType, readonly Part[]>>;
  /** Maps the parts' event types to Personalize's. Rows of any other type are dropped. */
  readonly eventTypes: Readonly<Record<string, string>>;
  readonly escape: CsvEscape;
  readonly sink: Sink;
  /** @default - the workshop's datasets */
  readonly datasets?: Datasets;
}

/** The files of some parts. */
export interface PreparedParts {
  readonly files: Partial<Record<DatasetType, PreparedFile>>;
  /** Number of interactions that were left out because of their event type. */
  readonly otherEvents: number;
}

/**
 * Converts parts to one file per dataset: selects and renames columns, keeps and renames event types. Nothing is held
 * out, because parts do not show which of a user's interactions are the newest.
 *
 * @throws Error that names the part and the line; then no file is left behind
 */
export async function prepareParts({
  parts,
  eventTypes,
  escape,
  sink,
  datasets = DATASETS,
}: PartsPreparation): Promise<PreparedParts> {
  const outputs: PreparedOutput[] = [];
  try {
    const files: Partial<Record<DatasetType, PreparedFile>> = {};
    let otherEvents = 0;
    for (const datasetType of DATASET_TYPES) {
      const some = parts[datasetType] ?? [];
      const source = datasets[datasetType];
      if (some.length === 0 || source === undefined) continue;
      const { file, columns } = source;
      const output = new PreparedOutput(await sink.open(file), columns, escape);
      outputs.push(output);
      for (const part of some)
        otherEvents += await copyRows(part, datasetType, source, { eventTypes, escape }, output);
      if (output.rows === 0) throw new DataError(nothingKept(some, datasetType, eventTypes));
      files[datasetType] = await output.end();
    }
    await sink.commit();
    return { files, otherEvents };
  } catch (error) {
    for (const output of outputs) await output.settle();
    await sink.abort();
    throw error;
  }
}

/** @returns the number of rows that were left out because of their event type */
async function copyRows(
  { name, open }: Part,
  datasetType: DatasetType,
  dataset: DatasetSource,
  { eventTypes, escape }: Pick<PartsPreparation, 'eventTypes' | 'escape'>,
  output: PreparedOutput,
): Promise<number> {
  const source: DatasetSource = { ...dataset, member: name };
  const csv = await readCsv(await open(), { file: name, escape: '"' });
  const columns = columnIndexes(source, csv.columns);
  const [problemIn, copy] =
    datasetType === 'INTERACTIONS'
      ? [
          interactionCheck(interactionIndexes(source, csv.columns)),
          interactionCopier(columns, eventTypes, escape),
        ]
      : [tableCheck(source, columns), tableCopier(columns)];
  let others = 0;
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      if (!copy(chunk, row, output)) {
        others++;
        continue;
      }
      const problem = problemIn(chunk, row);
      if (problem !== undefined) throw atLine(name, lineOf(chunk, row), problem);
      output.rows++;
    }
    await output.flush();
  }
  return others;
}

function interactionCheck(columns: readonly number[]): RowCheck {
  return (chunk, row) => {
    const bad = interactionProblem(chunk, row, columns);
    return bad && `${bad.column} ${bad.problem}`;
  };
}

/** Copies one row. Returns whether it is kept. */
type RowCopier = (chunk: CsvChunk, row: number, output: PreparedOutput) => boolean;

function tableCopier(columns: readonly number[]): RowCopier {
  const copier = new ColumnCopier(columns);
  return (chunk, row, { buffer }) => {
    copier.copy(chunk, row, buffer);
    buffer.lineFeed();
    return true;
  };
}

function interactionCopier(
  columns: readonly number[],
  eventTypes: Readonly<Record<string, string>>,
  escape: CsvEscape,
): RowCopier {
  const writer = new InteractionWriter(columns);
  const names = new Map(Object.entries(eventTypes).map(([from, to]) => [from, csvText(to, escape)]));
  return (chunk, row, { buffer }) => {
    const name = names.get(textOf(chunk, row, columns[INTERACTION_COLUMNS.event]));
    if (name === undefined) return false;
    writer.write(chunk, row, name, buffer);
    return true;
  };
}

function nothingKept(
  parts: readonly Part[],
  datasetType: DatasetType,
  eventTypes: Readonly<Record<string, string>>,
): string {
  const names = excerpt(parts.map(({ name }) => name).join(', '), 200);
  return datasetType === 'INTERACTIONS'
    ? `${names}: no row has an event type that is mapped; eventTypes maps ${Object.keys(eventTypes).join(', ')}`
    : `${names}: no row below the header, and an import needs at least one; drop parts with rows`;
}
