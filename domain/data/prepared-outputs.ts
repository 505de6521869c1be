import type { CsvEscape } from '../csv/csv-escape';
import { KeptFile } from './kept-file';
import { PreparedOutput, type OpenOutput } from './prepared-output';
import type { Sink } from './sink';

/** The files that have been begun: all of them appear at the end, or none. */
export class PreparedOutputs {
  private readonly outputs: PreparedOutput[] = [];

  constructor(
    private readonly sink: Sink,
    private readonly escape: CsvEscape,
  ) {}

  readonly open: OpenOutput = async (name, columns, roomBytes = 0) => {
    const file = await this.sink.open(name);
    const output = new PreparedOutput(
      file.readBack ? file : new KeptFile(file, roomBytes),
      columns,
      this.escape,
    );
    this.outputs.push(output);
    return output;
  };

  /** Makes the files appear when some work is done; a failure of it leaves none. */
  async commitAfter<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await work();
      await this.sink.commit();
      return result;
    } catch (error) {
      for (const output of this.outputs) await output.settle();
      await this.sink.abort();
      throw error;
    }
  }
}
