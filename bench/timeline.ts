import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { ResourceProgress } from '@ecommerce-recommenders/tools/deployed/resource-progress';
import { LATENCIES } from 'embedded-aws/latency';
import { RESULTS_FOLDER } from './results-folder';

/** A deployment that the embedded AWS has simulated with AWS's durations. */
export interface Timeline {
  /** Resources in the order in which their creations began. */
  readonly resources: readonly Span[];
}

/** Creation of a resource, in seconds since the first one began. */
export interface Span {
  readonly logicalId: string;
  readonly type: string;
  readonly begun: number;
  readonly ended: number;
}

const FILE = join(RESULTS_FOLDER, 'timeline.json');

/**
 * Runs the test that simulates a deployment and compares it with the critical path; stores its timeline.
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

/** Timeline of the resources that a deployment created. */
export function timelineOf(progress: readonly ResourceProgress[]): Timeline {
  const firstMs = Math.min(...progress.map(({ begunMs }) => begunMs));
  const resources = progress.flatMap(({ logicalId, type, status, begunMs, endedMs }): Span[] =>
    status === 'CREATE_COMPLETE' && endedMs !== undefined
      ? [{ logicalId, type, begun: (begunMs - firstMs) / 1000, ended: (endedMs - firstMs) / 1000 }]
      : [],
  );
  return { resources: resources.sort((a, b) => a.begun - b.begun) };
}

/** Seconds from the first resource's beginning to the last one's end. */
export const totalSeconds = ({ resources }: Timeline): number =>
  Math.max(...resources.map(({ ended }) => ended));

/** The latest recording, if there is one. */
export async function storedTimeline(): Promise<Timeline | undefined> {
  const text = await readFile(FILE, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Timeline);
}

/** Length of the critical path: dataset group, dataset, import, training. */
export function criticalPathSeconds(): number {
  const { datasetGroup, dataset, datasetImportJob, recommender } = LATENCIES.realistic.create;
  return (datasetGroup + dataset + datasetImportJob + recommender) / 1000;
}
