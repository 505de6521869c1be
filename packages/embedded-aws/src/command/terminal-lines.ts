import type { Command } from 'commander';
import { stripVTControlCharacters } from 'node:util';

/** The members of an output stream that describe its terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns of a terminal; undefined for a file or a pipe, whose lines are not wrapped. */
export const widthOf = ({ isTTY, columns }: Screen): number | undefined =>
  isTTY ? columns || undefined : undefined;

const NO_WIDTH = /\p{M}|\p{Cf}/u;
const DOUBLE_WIDTH =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of stripVTControlCharacters(text))
    columns += NO_WIDTH.test(character) ? 0 : DOUBLE_WIDTH.test(character) ? 2 : 1;
  return columns;
}

/** Indentation and bullet of a list item. */
const LEAD = /^ *(- )?/;

/** Words, each with the white space after it, the first also with that before it; `-c NAME=VALUE` is one word. */
const WORDS = /^\s*(?:-c )?\S+\s*|(?:-c )?\S+\s*/g;

/** The same for a command line, where a quoted text is one word. */
const SHELL_WORDS = /^\s*(?:-c )?(?:'[^']*'|\S)+\s*|(?:-c )?(?:'[^']*'|\S)+\s*/g;

/** Minimum columns of a line after its indentation. */
const MIN_COLUMNS = 20;

/** Options of {@link wrapText}. */
export interface WrapOptions {
  /** Indentation of continuation lines. @default - that of the first line and its bullet */
  readonly hang?: number;
  /** Breaks words that are wider than a line. @default - they stay whole, so that they can be copied from the terminal */
  readonly breaksWords?: boolean;
  /** Whether it is a command line, whose words stay whole. */
  readonly isCommand?: boolean;
}

/** Wraps lines between words, and lists such as JSON after their commas. */
export function wrapText(text: string, width: number | undefined, options: WrapOptions = {}): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => (columnsOf(line) <= width ? line : wrapLine(line, width, options)))
    .join('\n');
}

function wrapLine(line: string, width: number, { hang, breaksWords, isCommand }: WrapOptions): string[] {
  const indent = ' '.repeat(Math.max(0, Math.min(hang ?? LEAD.exec(line)![0].length, width - MIN_COLUMNS)));
  const room = width - indent.length;
  const pieces = (line.match(isCommand ? SHELL_WORDS : WORDS) ?? []).flatMap((word) => {
    if (columnsOf(word.trim()) <= room) return word;
    // To be copied.
    if (isCommand || /^\s*-c /.test(word)) return word;
    if (word.includes(',')) return word.match(/[^,]+,?|,/g)!;
    return breaksWords ? slices(word, room) : word;
  });
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces) {
    if (current.trim() !== '' && columnsOf(`${current}${piece}`.trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = indent;
    }
    current += piece;
  }
  return [...lines, current.trimEnd()];
}

/** Splits a word into parts of at most `width` columns. */
function slices(word: string, width: number): string[] {
  const parts: string[] = [''];
  for (const character of word)
    if (columnsOf(parts[parts.length - 1] + character) > width) parts.push(character);
    else parts[parts.length - 1] += character;
  return parts;
}

/** Prints text on standard output, wrapped to the width of a terminal. */
export const print = (text: string, options?: WrapOptions): void =>
  console.log(wrapText(text, widthOf(process.stdout), options));

/** The same on standard error. */
export const printError = (text: string): void => console.error(wrapText(text, widthOf(process.stderr)));

/** Columns of help that is not printed on a terminal. */
const DEFAULT_COLUMNS = 80;

/** Wraps a command line with backslashes, so that a shell still reads it as one. */
export const wrapCommand = (line: string, width: number): string =>
  columnsOf(line) <= width
    ? line
    : wrapText(line, width - 2, { hang: LEAD.exec(line)![0].length + 4, isCommand: true }).replaceAll(
        '\n',
        ' \\\n',
      );

/** Columns of help texts. */
export const helpColumns = (): number => widthOf(process.stdout) ?? DEFAULT_COLUMNS;

/** Minimum columns for descriptions beside their options; if narrower, they go below. */
const MIN_DESCRIPTION_COLUMNS = 40;

/** Wraps help and errors of a command and its subcommands to the width of the terminal. */
export function fitToTerminal(command: Command): void {
  command.configureHelp({
    formatItem: (term, termWidth, description, helper) => {
      const width = helper.helpWidth ?? DEFAULT_COLUMNS;
      const hang = termWidth + 4;
      if (width - hang >= MIN_DESCRIPTION_COLUMNS) {
        const line = `  ${term.padEnd(termWidth)}  ${description}`.trimEnd();
        return wrapText(line, width, { hang });
      }
      return [`  ${term}`, ...(description ? [wrapText(`      ${description}`, width)] : [])].join('\n');
    },
  });
  command.configureOutput({
    outputError: (text, write) => write(wrapText(text, widthOf(process.stderr))),
  });
  for (const one of command.commands) fitToTerminal(one);
}
