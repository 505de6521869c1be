import { OpenQuestion, type Answers, type Question } from '../../../src/init/infer/decisions';
import { inferMapping, type Inference } from '../../../src/init/infer/infer-mapping';
import { readSample } from '../../../src/init/infer/read-sample';

type Files = Readonly<Record<string, string | Buffer>>;

/** What is inferred of files by their names. */
export const inferred = (files: Files, answers?: Answers): Inference =>
  inferMapping(
    Object.entries(files).map(([name, text]) => readSample(name, Buffer.from(text), true)),
    answers,
  );

/** The question that has no best guess; `undefined` where there is none. */
export function questionOf(files: Files, answers?: Answers): Question | undefined {
  try {
    inferred(files, answers);
  } catch (error) {
    if (error instanceof OpenQuestion) return error.question;
    throw error;
  }
  return undefined;
}

/** Lines of CSV, of which `row` makes the values. */
export const csv = (header: string, rows: number, row: (at: number) => readonly unknown[]): string =>
  [header, ...Array.from({ length: rows }, (_, at) => row(at).join(','))].join('\n') + '\n';
