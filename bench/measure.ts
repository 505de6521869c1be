import { temporaryFolder } from 'embedded-aws/temporary-folder';
import type { Contender, Measurement, Sample, Setup } from './measurement';
import { LEFT_OUT } from './run-program';

/** Medians of a contender's runs, or why it did not run. */
export interface Result extends Sample {
  readonly contender: string;
  readonly missing?: string;
}

/** Number and size of the runs. */
type MeasureOptions = Pick<Setup, 'scale' | 'isQuick' | 'without'> & { readonly runs: number };

/**
 * Runs the contenders round-robin, so that background load affects all of them. The first round is a warm-up, unless
 * it is the only one.
 */
export async function measure(
  measurement: Measurement,
  { scale, isQuick, without, runs }: MeasureOptions,
): Promise<Result[]> {
  const folder = await temporaryFolder('bench');
  const closes: (() => void | Promise<void>)[] = [];
  try {
    const setup = {
      scale,
      isQuick,
      without,
      folder: folder.path,
      onEnd: (close: () => void | Promise<void>) => void closes.push(close),
    };
    const contenders = (await measurement.prepare(setup)).map((contender) =>
      without.includes(contender.name) ? { ...contender, missing: LEFT_OUT } : contender,
    );
    const samples = new Map(contenders.map((contender) => [contender, [] as Sample[]]));
    for (let run = measurement.runsOnce ? runs : 0; run <= runs; run++)
      for (const contender of contenders) {
        if (contender.missing !== undefined) continue;
        const sample = await contender.run();
        if (run > 0) samples.get(contender)!.push(sample);
      }
    return contenders.map((contender) => resultOf(contender, samples.get(contender)!));
  } finally {
    for (const close of closes.reverse()) await close();
    folder.remove();
  }
}

function resultOf({ name, missing }: Contender, samples: readonly Sample[]): Result {
  const median = (member: keyof Sample): number | undefined => {
    const sorted = samples.flatMap((sample) => sample[member] ?? []).sort((a, b) => a - b);
    return sorted.length > 0 ? sorted[sorted.length >> 1] : undefined;
  };
  return {
    contender: name,
    ...(missing !== undefined && { missing }),
    value: median('value') ?? NaN,
    peakMiB: median('peakMiB'),
    processorSeconds: median('processorSeconds'),
    p99Ms: median('p99Ms'),
  };
}

/** Columns of a measurement's table. */
export const RESULT_COLUMNS = ['contender', 'median', 'this project', 'memory', 'p99'] as const;

/** Name prefix of this project's contenders. */
export const OURS = 'this project';

/**
 * One row per contender. The third column is the ratio of this contender to this project, the first contender; above
 * 1 means that this project is better.
 */
export function resultRows({ unit }: Measurement, results: readonly Result[]): string[][] {
  return results.map(({ contender, missing, value, peakMiB, p99Ms }) => {
    if (missing !== undefined) return [contender, `skipped: ${missing}`, '', '', ''];
    const ours = results[0].value;
    const ratio = unit === 'requests/s' ? ours / value : value / ours;
    return [
      contender,
      `${FORMATS[unit](value)} ${unit}`,
      contender.startsWith(OURS) ? '' : `${ratio.toFixed(2)} ×`,
      peakMiB === undefined ? '' : `${peakMiB.toFixed(0)} MiB`,
      p99Ms === undefined ? '' : `${p99Ms.toFixed(1)} ms`,
    ];
  });
}

const FORMATS: Record<Measurement['unit'], (value: number) => string> = {
  s: (value) => value.toFixed(value < 1 ? 3 : 2),
  'requests/s': (value) => Math.round(value).toLocaleString('en-US'),
  kB: (value) => value.toFixed(1),
  '×': (value) => value.toFixed(2),
};
