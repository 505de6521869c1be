import type { WriteStream } from 'node:tty';

/** Escape sequences of a terminal. */
const UP = (lines: number): string => (lines > 0 ? `\x1b[${lines}A` : '');
const ERASE_BELOW = '\x1b[J';
/** Without wrapping, the terminal truncates lines that are too wide, by its own measure of columns. */
const WRAP = { off: '\x1b[?7l', on: '\x1b[?7h' };
const CURSOR = { hide: '\x1b[?25l', show: '\x1b[?25h' };

/** Lines at the bottom of a terminal that are redrawn in place; other lines are printed above them. */
export class LiveLines {
  private drawn: readonly string[] = [];

  constructor(private readonly stdout: Pick<WriteStream, 'write'>) {}

  /** Replaces the lines. */
  draw(lines: readonly string[]): void {
    this.write('', lines);
  }

  /** Prints a line that stays. */
  print(line: string): void {
    this.write(`${line}\n`, this.drawn);
  }

  /** Removes the lines. */
  clear(): void {
    if (this.drawn.length > 0) this.write('', []);
  }

  /** A single write avoids flicker. */
  private write(above: string, lines: readonly string[]): void {
    const below = lines.map((line) => `${line}\n`).join('');
    const cursor = lines.length > 0 ? CURSOR.hide : CURSOR.show;
    const start = `\r${UP(this.drawn.length)}${ERASE_BELOW}`;
    this.stdout.write(`${start}${above}${cursor}${WRAP.off}${below}${WRAP.on}`);
    this.drawn = lines;
  }
}
