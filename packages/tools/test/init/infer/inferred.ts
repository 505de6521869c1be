import type { Answers } from '../../../src/init/infer/decisions';
import { inferMapping, type Inference } from '../../../src/init/infer/infer-mapping';
import { readSample } from '../../../src/init/infer/read-sample';

export const inferred = (files: Readonly<Record<string, string | Buffer>>, answers?: Answers): Inference =>
  inferMapping(
    Object.entries(files).map(([name, text]) => readSample(name, Buffer.from(text), true)),
    answers,
  );

/** CSV lines whose values `row` creates. */
export const csv = (header: string, rows: number, row: (at: number) => readonly unknown[]): string =>
  [header, ...Array.from({ length: rows }, (_, at) => row(at).join(','))].join('\n') + '\n';
