import type { AskedBy } from './batch-places';

/** A line of a job's input. */
export type InputLine =
  | { readonly itemId: string }
  | { readonly itemAttributes: string }
  | { readonly userId: string; readonly filterValues?: Readonly<Record<string, string>> };

/** A parsed answer of a job. */
export interface Answer {
  /** The item, query or user that the answer is for. */
  readonly asked: string;
  /** Ids of users or items, best first. */
  readonly results: readonly string[];
  /** Scores of the results, if the recipe returns scores. */
  readonly scores?: readonly number[];
  readonly hasFailed: boolean;
}

/**
 * A line of output. For one recipe, AWS's guide shows the input's fields without `input`. AWS's samples call the
 * users `usersList`.
 */
interface OutputLine extends Partial<Record<string, unknown>> {
  readonly input?: Partial<Record<string, unknown>>;
  readonly output?: {
    readonly recommendedUsers?: readonly string[];
    readonly usersList?: readonly string[];
    readonly recommendedItems?: readonly string[];
    readonly scores?: readonly number[];
  } | null;
  readonly error?: unknown;
}

const MEMBERS = { items: 'itemId', queries: 'itemAttributes', users: 'userId' } as const satisfies Record<
  AskedBy,
  string
>;

/**
 * Parses a line of a job's output.
 *
 * @throws Error if the line has another form
 * @see https://docs.aws.amazon.com/personalize/latest/dg/batch-segment-job-output-examples.html
 * @see https://docs.aws.amazon.com/personalize/latest/dg/batch-inference-job-output-examples.html
 */
export function readAnswer(line: string, by: AskedBy): Answer {
  const { input, output, error, ...own } = JSON.parse(line) as OutputLine;
  const asked = (input ?? own)[MEMBERS[by]];
  if (typeof asked !== 'string')
    throw new Error(`a line of the output by ${by} has no ${MEMBERS[by]}: ${line.slice(0, 200)}`);
  return {
    asked,
    results: output?.recommendedUsers ?? output?.usersList ?? output?.recommendedItems ?? [],
    scores: output?.scores,
    hasFailed: (error ?? null) !== null,
  };
}

/**
 * Removes a person from a line of a job's input or output. A line that asks for the person is dropped, and the person
 * is removed from the users of an answer. Other lines stay unchanged. Every line is parsed, because JSON has several
 * ways to write an id (`\u00e9`, `a\/b`).
 *
 * @param userIds - all ids of the person
 * @throws SyntaxError if the line is not JSON
 */
export function withoutPerson(
  line: string,
  userIds: readonly string[],
): { readonly line?: string; readonly removed: number } {
  if (line.trim() === '') return { line, removed: 0 };
  const { input, output, ...own } = JSON.parse(line) as OutputLine;
  const isPerson = (id: unknown): boolean => userIds.includes(id as string);
  if (isPerson((input ?? own).userId)) return { removed: 1 };
  const users = output?.recommendedUsers ?? output?.usersList ?? [];
  if (!users.some(isPerson)) return { line, removed: 0 };
  const others = users.filter((one) => !isPerson(one));
  const left = output?.recommendedUsers ? { recommendedUsers: others } : { usersList: others };
  return {
    line: JSON.stringify({ ...(input && { input }), ...own, output: { ...output, ...left } }),
    removed: 1,
  };
}

/** Headers of the CSV. A segment is named after its item, or by the name of its query. */
export const CSV_HEADERS: Readonly<Record<AskedBy, string>> = {
  items: 'SEGMENT,RANK,USER_ID\n',
  queries: 'SEGMENT,RANK,USER_ID\n',
  users: 'USER_ID,RANK,ITEM_ID,SCORE\n',
};

/** The CSV rows of an answer, each with its line feed. @param name of the segment or user */
export function* csvRows({ results, scores }: Answer, by: AskedBy, name: string): Generator<string> {
  const first = csvValue(name);
  for (const [at, result] of results.entries()) {
    const row = `${first},${at + 1},${csvValue(result)}`;
    yield by === 'users' ? `${row},${scores?.[at] ?? ''}\n` : `${row}\n`;
  }
}

const SPECIAL = /[",\r\n]/;

const csvValue = (value: string): string => {
  const text = spreadsheetText(value);
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Matches characters that start a formula in a spreadsheet, including full-width forms, and the apostrophe, which escapes them.
 */
const FORMULA_START = /^['=+\-@\t\r\n＝＋－＠]/;

/**
 * Escapes text that a spreadsheet would evaluate as a formula with a leading apostrophe. Text that begins with an
 * apostrophe gets one, too, so that removing one always restores the text.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const spreadsheetText = (text: string): string => (FORMULA_START.test(text) ? `'${text}` : text);
