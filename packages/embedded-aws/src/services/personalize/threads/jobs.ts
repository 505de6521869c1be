import { IdTable, type IdArrays } from '@ecommerce-recommenders/csv/id-table';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder, type RawRows } from '@ecommerce-recommenders/models/interactions-builder';
import { leaveLastOut, type Metrics } from '@ecommerce-recommenders/models/leave-last-out';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { SourceFile } from '../data/import-files';
import { interactionsOf, logArrays, type LogArrays } from '../data/log-arrays';
import type { ParsedSchema } from '../data/parsed-schema';
import { readInteractions } from '../data/read-interactions';
import { CreationFailure } from '../errors';
import { shortageOf } from '../training/shortage';
import { LEARNERS, type LearnerName } from './learners';
import { inSharedMemory } from './shared-memory';

/** A log and its number. */
export interface NumberedLog {
  readonly number: number;
  readonly arrays: LogArrays;
}

/** What a job gets besides its input. */
export interface JobContext {
  /** Files to read. */
  readonly files: readonly SourceFile[];
  readonly signal: AbortSignal;
}

/** What a training learns, and how good its model is where that is measured. */
export interface Learnt {
  /** In the form that the {@link LEARNERS} of this name produce. */
  readonly learned: unknown;
  readonly metrics?: Metrics;
}

/** Input of each job. */
interface Inputs {
  readonly import: { readonly schema: ParsedSchema; readonly former?: RawRows };
  readonly merge: { readonly sources: readonly RawRows[] };
  readonly delete: { readonly raw: RawRows; readonly userIds: IdArrays };
  readonly train: {
    readonly log: NumberedLog;
    readonly learner: LearnerName;
    /** Event type of which there must be enough; any if undefined. */
    readonly learnsFrom?: string;
    /** Use case to measure as well. */
    readonly measures?: UseCaseName;
  };
  readonly measure: { readonly log: NumberedLog; readonly useCase: UseCaseName };
}

/** Output of each job. */
interface Outputs {
  readonly import: LogArrays;
  readonly merge: LogArrays;
  /** Undefined if no row is left. */
  readonly delete: LogArrays | undefined;
  readonly train: Learnt;
  readonly measure: Metrics;
}

/** Name of a job. */
export type JobName = keyof Inputs;

/** Input of a job. */
export type Input<Name extends JobName> = Inputs[Name];

/** Output of a job. */
export type Output<Name extends JobName> = Outputs[Name];

/** The long-running work of this service. Jobs are stateless; threads share the arrays of inputs and outputs. */
export const JOBS: {
  readonly [Name in JobName]: (input: Input<Name>, context: JobContext) => Promise<Output<Name>>;
} = {
  import: async ({ schema, former }, { files, signal }) => {
    const builder = await readInteractions(files, schema, signal);
    return former ? merged([former, builder.rawRows()]) : logArrays(builder);
  },
  merge: async ({ sources }) => merged(sources),
  delete: async ({ raw, userIds }) => {
    const kept = InteractionsBuilder.without(raw, IdTable.of(userIds));
    return kept.rows > 0 ? logArrays(kept) : undefined;
  },
  train: async ({ log, learner, learnsFrom, measures }, { signal }) => {
    const interactions = latestInteractions(log);
    const shortage = shortageOf(interactions, learnsFrom);
    if (shortage !== undefined) throw new CreationFailure(shortage);
    const learned: unknown = await LEARNERS[learner].learn(interactions, { signal });
    return {
      learned: inSharedMemory(learned),
      ...(measures && { metrics: await leaveLastOut(interactions, measures) }),
    };
  },
  measure: async ({ log, useCase }) => leaveLastOut(latestInteractions(log), useCase),
};

function merged(sources: readonly RawRows[]): LogArrays {
  const builder = new InteractionsBuilder();
  for (const rows of sources) builder.addAll(rows);
  return logArrays(builder);
}

let latest: { readonly number: number; readonly interactions: Interactions } | undefined;

/**
 * The interactions of a log, the same object for successive trainings on the latest one: models cache what they share
 * by it.
 */
function latestInteractions({ number, arrays }: NumberedLog): Interactions {
  if (latest?.number !== number) latest = { number, interactions: interactionsOf(arrays) };
  return latest.interactions;
}
