import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../cli/cdk';
import type { ResourceProgress } from '../cli/stack-events';
import { LATENCIES } from '../local/latency';
import { RESULTS_FOLDER } from './results-folder';

/** How long a deployment takes on AWS, as the embedded AWS plays it: from when to when each resource was made. */
export interface Timeline {
  /** In order of their beginnings. */
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

/**
 * Runs the test that plays a deployment and holds it against the critical path; it keeps what it has seen.
 *
 * @throws Error if the test fails
 */
export function recordTimeline(): void {
  const jest = join(PROJECT_FOLDER, 'node_modules/jest/bin/jest.js');
  const { status } = spawnSync(process.execPath, [jest, 'test/storm/timeline'], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TIMELINE_REPORT: FILE },
  });
  if (status !== 0)
    throw new Error('test/storm/timeline fails. Run "npx jest test/storm/timeline" to see why.');
}

/** What a deployment's progress says of the resources that it made. */
export function timelineOf(progress: readonly ResourceProgress[]): Timeline {
  const firstMs = Math.min(...progress.map(({ begunMs }) => begunMs));
  const resources = progress.flatMap(({ logicalId, type, status, begunMs, endedMs }): Span[] =>
    status === 'CREATE_COMPLETE' && endedMs !== undefined
      ? [{ logicalId, type, begun: (begunMs - firstMs) / 1000, ended: (endedMs - firstMs) / 1000 }]
      : [],
  );
  return { resources: resources.sort((a, b) => a.begun - b.begun) };
}

/** From the first resource to the last. */
export const totalSeconds = ({ resources }: Timeline): number =>
  Math.max(...resources.map(({ ended }) => ended));

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
