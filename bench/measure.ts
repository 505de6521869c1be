import { temporaryFolder } from '../local/temporary-folder';
import type { Contender, Measurement, Sample, Setup } from './measurement';
import { LEFT_OUT } from './missing';

/** Medians of a contender's runs, or why it did not run. */
export interface Result extends Sample {
  readonly contender: string;
  readonly missing?: string;
}

/** How often and how large. */
export type MeasureOptions = Pick<Setup, 'scale' | 'isQuick' | 'without'> & { readonly runs: number };

/** Runs the contenders in turn, so that what else the machine does meets all of them; the first round is dropped. */
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
    for (let run = 0; run <= runs; run++)
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
    p99Ms: median('p99Ms'),
  };
}
