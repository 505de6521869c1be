import pc from 'picocolors';
import { isAbsolute, resolve, sep } from 'node:path';
import type { WriteStream } from 'node:tty';
import { visible, visibleLines } from '@ecommerce-recommenders/csv/visible';
import { columnsOf, wrapText } from 'embedded-aws/command/terminal-lines';

/** Remedies by error code or name, where the SDK's message is not enough. */
const ADVICE: Record<string, string> = {
  ECONNREFUSED:
    'Nothing listens there. Start the embedded AWS with "npm run local", or unset AWS_ENDPOINT_URL to ask AWS.',
  ENOTFOUND: 'There is no such host. Check AWS_ENDPOINT_URL, AWS_REGION and the network.',
  CredentialsProviderError:
    'There are no AWS credentials. Set AWS_PROFILE, or the variables that "npm run local" prints.',
  ENOSPC: 'Make room on that disk, or write to another. Temporary files are where TMPDIR says.',
  ExpiredTokenException: 'The AWS credentials have expired. Log in again.',
  ExpiredToken: 'The AWS credentials have expired. Log in again.',
};

/**
 * An error message for the user: what happened and, if known, what to do. Messages may quote untrusted text, so
 * control characters are escaped.
 */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return visibleLines(String(error));
  const code = 'code' in error ? String(error.code) : error.name;
  // This error has no code.
  const advice = /Region is missing/.test(error.message)
    ? 'Set AWS_REGION, or a region in the AWS profile.'
    : ADVICE[code];
  const message = visibleLines(error.message);
  return advice === undefined ? message : `${message}\n${advice}`;
}

/** Shortens absolute paths in a message: to the form that the user typed, or else relative to the current folder. */
export function asTyped(message: string, args: readonly string[]): string {
  let text = message;
  for (const arg of args) {
    const name = arg.startsWith('-') ? arg.slice(arg.indexOf('=') + 1) : arg;
    if (name !== '' && !name.startsWith('-') && !isAbsolute(name))
      text = text.replace(wholePath(resolve(name)), () => visible(name));
  }
  return text.replaceAll(visible(`${process.cwd()}${sep}`), '');
}

/** Matches a path, but not as the beginning of a longer name. */
const wholePath = (path: string): RegExp =>
  new RegExp(`${visible(path).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\\w-])`, 'g');

/** Control, format and separator characters that {@link JSON.stringify} does not escape. */
const LEFT_OVER = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Cf}]/gu;

/** JSON that is safe on a terminal and parses to the same value. */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(LEFT_OVER, (character) =>
    Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(''),
  );
}

const escaped = (codeUnit: number): string => `\\u${codeUnit.toString(16).padStart(4, '0')}`;

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly isRight?: boolean;
  /** Whether its cells may wrap on a narrow terminal. */
  readonly isFlexible?: boolean;
}

/** Minimum width of a flexible column. */
const LEAST_COLUMNS = 16;
const GAP = '  ';

/**
 * A table as columns of text. If it is wider than the terminal, its flexible columns wrap. If that does not suffice,
 * it is split into parts, one below the other.
 *
 * @param width - of the terminal; undefined for a file or a pipe, which gets one part
 * @param repeated - number of first columns that each part repeats
 */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
  repeated = 1,
): string {
  const natural = columns.map(({ title }, at) =>
    Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[at]))),
  );
  const part = (of: readonly number[]): string =>
    partText(
      of.map((at) => columns[at]),
      rows.map((row) => of.map((at) => row[at])),
      fitted(
        of.map((at) => ({ columns: natural[at], isFlexible: columns[at].isFlexible })),
        width,
      ),
      width !== undefined,
    );
  return partsOf(columns, natural, width, repeated).map(part).join('\n\n');
}

const sumOf = (widths: readonly number[]): number =>
  widths.reduce((sum, columns) => sum + columns + GAP.length, -GAP.length);

/** Column indexes of each part. */
function partsOf(
  columns: readonly Column[],
  natural: readonly number[],
  width: number | undefined,
  repeated: number,
): number[][] {
  const least = natural.map((wide, at) => (columns[at].isFlexible ? Math.min(wide, LEAST_COLUMNS) : wide));
  const first = columns.map((_, at) => at).slice(0, repeated);
  const parts = [[...first]];
  for (let at = repeated; at < columns.length; at++) {
    const last = parts[parts.length - 1];
    const isFull =
      last.length > repeated && sumOf([...last, at].map((one) => least[one])) > (width ?? Infinity);
    if (isFull) parts.push([...first, at]);
    else last.push(at);
  }
  return parts;
}

/** Shrinks the widest flexible columns until the table fits. */
function fitted(
  columns: readonly { readonly columns: number; readonly isFlexible?: boolean }[],
  width: number | undefined,
): number[] {
  const widths = columns.map((one) => one.columns);
  for (let over = sumOf(widths) - (width ?? Infinity); over > 0; over--) {
    const flexible = widths.map((one, at) => (columns[at].isFlexible && one > LEAST_COLUMNS ? one : 0));
    const widest = Math.max(...flexible);
    if (widest === 0) break;
    widths[flexible.indexOf(widest)]--;
  }
  return widths;
}

function partText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  isTerminal: boolean,
): string {
  const linesOf = (cells: readonly string[]): string[] => {
    const broken = cells.map((cell, at) => wrapText(cell, widths[at], { breaksWords: true }).split('\n'));
    return Array.from({ length: Math.max(...broken.map((lines) => lines.length)) }, (_, line) =>
      broken
        .map((lines, at) => padded(lines[line] ?? '', widths[at], columns[at]))
        .join(GAP)
        .trimEnd(),
    );
  };
  const head = linesOf(columns.map(({ title }) => title));
  return [...(isTerminal ? head.map((line) => pc.bold(line)) : head), ...rows.flatMap(linesOf)].join('\n');
}

function padded(text: string, width: number, { isRight }: Column): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return isRight ? space + text : text + space;
}

/**
 * Shortens a value that is too long for a terminal to its end, which is the most informative part of an ARN: from a
 * colon on, if that fits. For a file or a pipe, the value is not shortened.
 */
export function shortened(value: string, width: number | undefined): string {
  if (width === undefined || value.length <= width) return value;
  const end = value.slice(value.lastIndexOf(':') + 1);
  return `…${end.length < width ? end : end.slice(end.length - Math.max(0, width - 1))}`;
}

const FRAMES = Array.from('⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏');
const FRAME_MS = 100;
const ERASE_LINE = '\r\x1b[K';

/**
 * Shows a spinner on a terminal until the work ends; shows nothing in a file or a pipe.
 *
 * @param work - calls `pause` before it prints
 */
export async function whileWorking<Result>(
  text: string,
  work: (pause: () => void) => Promise<Result>,
  stderr: Pick<WriteStream, 'isTTY' | 'write'> = process.stderr,
): Promise<Result> {
  const pause = (): void => void (stderr.isTTY && stderr.write(ERASE_LINE));
  if (!stderr.isTTY) return work(pause);
  let frame = 0;
  const draw = (): void =>
    void stderr.write(`${ERASE_LINE}${pc.cyan(FRAMES[frame++ % FRAMES.length])} ${text}`);
  draw();
  const timer = setInterval(draw, FRAME_MS).unref();
  try {
    return await work(pause);
  } finally {
    clearInterval(timer);
    pause();
  }
}
