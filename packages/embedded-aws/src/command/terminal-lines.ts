import type { Command } from 'commander';
import { stripVTControlCharacters } from 'node:util';

/** The part of a stream that tells whether somebody sees it, and how much fits into a line. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns of a terminal; undefined for a file or a pipe, whose lines stay whole. */
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

/** Indentation and mark of an entry of a list. */
const LEAD = /^ *(- )?/;

/** Words with the space before the first and after each. */
const WORDS = /^\s*\S+\s*|\S+\s*/g;

/** The least that a line holds behind its indentation. */
const LEAST_COLUMNS = 20;

/** How lines are broken. */
export interface WrapOptions {
  /** Indentation of what a line continues on. @default - that of the line, behind the mark of a list */
  readonly hang?: number;
  /** Breaks words that are wider than a line. @default - they stay whole, so that a terminal copies them whole */
  readonly breaksWords?: boolean;
}

/** Breaks lines between words, and lists such as JSON after their commas, so that they fit into a width. */
export function wrapText(text: string, width: number | undefined, options: WrapOptions = {}): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => (columnsOf(line) <= width ? line : wrapLine(line, width, options)))
    .join('\n');
}

function wrapLine(line: string, width: number, { hang, breaksWords }: WrapOptions): string[] {
  const indent = ' '.repeat(Math.max(0, Math.min(hang ?? LEAD.exec(line)![0].length, width - LEAST_COLUMNS)));
  const room = width - indent.length;
  const pieces = (line.match(WORDS) ?? []).flatMap((word) => {
    if (columnsOf(word.trim()) <= room) return word;
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

/** A word in parts of at most so many columns. */
function slices(word: string, width: number): string[] {
  const parts: string[] = [''];
  for (const character of word)
    if (columnsOf(parts[parts.length - 1] + character) > width) parts.push(character);
    else parts[parts.length - 1] += character;
  return parts;
}

/** Prints text for people on standard output: on a terminal, lines break between words. */
export const print = (text: string, options?: WrapOptions): void =>
  console.log(wrapText(text, widthOf(process.stdout), options));

/** Prints text for people on standard error, as {@link print} does. */
export const printError = (text: string): void => console.error(wrapText(text, widthOf(process.stderr)));

/** Width of help that goes into a file. */
const PAGE_COLUMNS = 80;

/** A command line as several that a shell takes as one. */
export const wrapCommand = (line: string, width: number): string =>
  columnsOf(line) <= width
    ? line
    : wrapText(line, width - 2, { hang: LEAD.exec(line)![0].length + 4 }).replaceAll('\n', ' \\\n');

/** Columns of help texts. */
export const helpColumns = (): number => widthOf(process.stdout) ?? PAGE_COLUMNS;

/** The least columns for descriptions beside their options: in fewer they go below. */
const BESIDE_COLUMNS = 40;

/** Lets help and errors of a command break between words at the width of the terminal. */
export function fitToTerminal(command: Command): void {
  command.configureHelp({
    formatItem: (term, termWidth, description, helper) => {
      const width = helper.helpWidth ?? PAGE_COLUMNS;
      const hang = termWidth + 4;
      if (width - hang >= BESIDE_COLUMNS) {
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
