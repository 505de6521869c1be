import table from './recorded-tests.json';

/** Tests of one file, by their names. */
export type RecordedTests = Readonly<
  Record<
    string,
    {
      /** What the test uses that the embedded AWS lacked: an operation (`s3:PutBucketCors`), a service, a type. */
      readonly needs?: readonly string[];
      /** How many answers its record holds; of a parametrized test, by the parameters in brackets. */
      readonly answers: number | Readonly<Record<string, number>>;
    }
  >
>;

/** A test of LocalStack whose record holds answers of the real AWS. */
export interface Recording {
  /** Path of the snapshot below `tests/aws/services`, without its ending. */
  readonly file: string;
  /** Name of the test as in the snapshot, without the file. */
  readonly test: string;
  readonly needs: readonly string[];
  readonly answers: number;
}

/** Every recording of the services in scope, as `list-recordings.ts` found them. */
export const RECORDINGS: readonly Recording[] = Object.entries<RecordedTests>(
  table as Record<string, RecordedTests>,
).flatMap(([file, tests]) =>
  Object.entries(tests).flatMap(([name, { needs = [], answers }]) =>
    Object.entries(typeof answers === 'number' ? { '': answers } : answers).map(([variant, count]) => ({
      file,
      test: name + variant,
      needs,
      answers: count,
    })),
  ),
);

/** Unique name of a recording. */
export const keyOf = ({ file, test }: Recording): string => `${file}::${test}`;
