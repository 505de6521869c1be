import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { outputEnd } from '../child/output-end.cjs';

/** One of a process's standard streams, read line by line, which bypasses the console. */
export class ProcessOutput {
  private expected: { readonly line: string; readonly arrived: () => void } | undefined;
  private isClosed = false;

  constructor(input: Readable, onLine: (line: string) => void) {
    createInterface({ input })
      .on('line', (line) => {
        const end = this.expected?.line;
        if (end === undefined || !line.endsWith(end)) return onLine(line);
        // What the handler wrote last may lack a line break.
        onLine(line.slice(0, -end.length));
        this.stopWaiting();
      })
      .on('close', () => {
        this.isClosed = true;
        this.stopWaiting();
      });
  }

  /** Resolves once everything that an invocation wrote has been read. Call it before the invocation begins. */
  endOf(requestId: string): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    return new Promise((arrived) => (this.expected = { line: outputEnd(requestId), arrived }));
  }

  private stopWaiting(): void {
    this.expected?.arrived();
    this.expected = undefined;
  }
}
