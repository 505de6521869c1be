import { OpenQuestion, type Answers, type Question } from '../../../src/init/infer/decisions';
import { inferMapping, type Inference } from '../../../src/init/infer/infer-mapping';
import { readSample } from '../../../src/init/infer/read-sample';

type Files = Readonly<Record<string, string | Buffer>>;

export const inferred = (files: Files, answers?: Answers): Inference =>
  inferMapping(
    Object.entries(files).map(([name, text]) => readSample(name, Buffer.from(text), true)),
    answers,
  );

/** The question without a best guess; `undefined` if there is none. */
export function questionOf(files: Files, answers?: Answers): Question | undefined {
  try {
    inferred(files, answers);
  } catch (error) {
    if (error instanceof OpenQuestion) return error.question;
    throw error;
  }
  return undefined;
}

/** CSV lines whose values `row` creates. */
export const csv = (header: string, rows: number, row: (at: number) => readonly unknown[]): string =>
  [header, ...Array.from({ length: rows }, (_, at) => row(at).join(','))].join('\n') + '\n';
