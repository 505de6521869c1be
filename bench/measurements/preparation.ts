import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { generateArchive } from '../data/generate-archive';
import type { Contender, Measurement, Sample } from '../measurement';
import {
  type CommandLine,
  compileC,
  javascript,
  missingCompiler,
  missingModule,
  missingPackage,
  PYTHON,
  runProgram,
  typescript,
} from '../run-program';

const FILES = ['training', 'validation', 'warm'].map((name) => `${name}_interaction.csv`);

/** From the archive to its files. The peers read an extracted interactions.csv and write only its three files. */
export const preparation: Measurement = {
  title: 'Data preparation',
  unit: 's',
  goal: '≥ 9× pandas, ≥ 2× polars, ≤ 3× of bare reading and writing; the same bytes',
  largerGoals: {
    10: '≥ 15× pandas, ≥ 2.5× polars, ≤ 2.5× of bare reading and writing, ≤ 110 MiB; the same bytes',
    100: '≤ 40 s, ≤ 60 MiB and 8 bytes a row; the same bytes',
  },
  prepare: async ({ folder, scale, isQuick, without }) => {
    const data = await generateArchive(folder, isQuick ? 0.1 : scale);
    const outputOf = async (name: string): Promise<string> => {
      const output = join(folder, name);
      await mkdir(output, { recursive: true });
      return output;
    };
    const ours = await outputOf('ours');
    await runProgram<Sample>(typescript('prepare-data', data.archive, ours));

    const peer = async (
      name: string,
      missing: string | undefined,
      commandOf: (output: string) => CommandLine,
    ): Promise<Contender> => {
      const output = await outputOf(name);
      const run = async (): Promise<Sample> => runProgram<Sample>(commandOf(output));
      if (missing !== undefined || without.includes(name)) return { name, missing, run };
      await run();
      const isSame = await Promise.all(
        FILES.map((file) => haveSameBytes(join(ours, file), join(output, file))),
      );
      return { name: isSame.every(Boolean) ? name : `${name} (other bytes)`, run };
    };
    const sizes = await Promise.all(FILES.map(async (file) => (await stat(join(ours, file))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const noCompiler = missingCompiler();
    const bare = noCompiler === undefined ? compileC('read-write', folder) : '';
    return [
      { name: 'this project', run: () => runProgram(typescript('prepare-data', data.archive, ours)) },
      await peer('pandas', missingModule('pandas'), (output) => [
        ...([PYTHON, 'bench/peers/prepare-pandas.py'] as const),
        ...[data.interactions, output],
      ]),
      await peer('DuckDB', missingPackage('@duckdb/node-api', 'dev'), (output) =>
        javascript('prepare-duckdb', data.interactions, output),
      ),
      await peer('polars', missingModule('polars'), (output) => [
        ...([PYTHON, 'bench/peers/prepare-polars.py'] as const),
        ...[data.interactions, output],
      ]),
      {
        name: 'read and write (C)',
        missing: noCompiler,
        run: () => runProgram([bare, data.archive, join(folder, 'bare'), String(bytes)]),
      },
    ];
  },
};

async function haveSameBytes(one: string, other: string): Promise<boolean> {
  if ((await stat(one)).size !== (await stat(other)).size) return false;
  const others = createReadStream(other)[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  for await (const piece of createReadStream(one) as AsyncIterable<Buffer>) {
    const other: IteratorResult<Buffer, undefined> = await others.next();
    if (!other.value || !piece.equals(other.value)) return false;
  }
  return true;
}
