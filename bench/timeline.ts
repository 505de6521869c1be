import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { start } from '../cli/start';
import { RESULTS_FOLDER } from './results-folder';
import { LATENCIES } from '../local/latency';

/** How long a deployment takes on AWS, as the embedded AWS plays it. */
export interface Timeline {
  /** Seconds on the embedded AWS's clock in one second. */
  readonly speed: number;
  readonly resources: readonly Span[];
}

/** From when to when a resource was being created, in seconds since the first one began. */
export interface Span {
  readonly logicalId: string;
  readonly type: string;
  readonly begun: number;
  readonly ended: number;
}

const FILE = join(RESULTS_FOLDER, 'timeline.json');

/** Deploys with realistic latency on a clock that runs `speed` times as fast, and keeps when what was made. */
export async function recordTimeline(speed: number): Promise<Timeline> {
  const created: { logicalId: string; type: string; begunMs: number; endedMs: number }[] = [];
  await start(
    { latency: 'realistic', speed, interrupted: new AbortController().signal },
    {
      onStep: () => {},
      onResource: ({ status, endedMs, ...resource }) => {
        if (status === 'CREATE_COMPLETE' && endedMs !== undefined) created.push({ ...resource, endedMs });
      },
      onReady: async () => {},
    },
  );
  const firstMs = Math.min(...created.map(({ begunMs }) => begunMs));
  const resources = created
    .map(({ logicalId, type, begunMs, endedMs }) => ({
      logicalId,
      type,
      begun: (begunMs - firstMs) / 1000,
      ended: (endedMs - firstMs) / 1000,
    }))
    .sort((a, b) => a.begun - b.begun);
  await mkdir(RESULTS_FOLDER, { recursive: true });
  await writeFile(FILE, `${JSON.stringify({ speed, resources }, null, 2)}\n`);
  return { speed, resources };
}

/** The latest recording, if there is one. */
export async function storedTimeline(): Promise<Timeline | undefined> {
  const text = await readFile(FILE, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Timeline);
}

/** Seconds that cannot be had for less: dataset group, then dataset, then import, then training. */
export function criticalPathSeconds(): number {
  const { datasetGroup, dataset, datasetImportJob, recommender } = LATENCIES.realistic.create;
  return (datasetGroup + dataset + datasetImportJob + recommender) / 1000;
}
