import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { DATASET_IMPORT_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { LISTS_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { METRIC_ATTRIBUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { TRAINING_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import type { ResourceProgress } from '../deployed/stack-events';
import { withoutHash } from '../deployed/without-hash';

/** The phases of a deployment in order, and the resources that take time in each. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  Data: ['AWS::S3::Bucket', PREPARED_DATA_TYPE],
  Import: [DATASET_GROUP_TYPE, DATASET_IMPORT_TYPE],
  Training: [RECOMMENDER_TYPE, TRAINING_TYPE],
  Serving: [FILTER_TYPE, EVENT_TRACKER_TYPE, METRIC_ATTRIBUTION_TYPE, LISTS_RUN_TYPE],
};

/** Progress of a phase. */
export interface Phase {
  readonly title: string;
  readonly state: 'to come' | 'under way' | 'done' | 'failed';
  /** Names of what is awaited, the longest awaited first. */
  readonly awaited: readonly string[];
  /** Duration, so far or in total. */
  readonly ms: number;
}

const FIRST_ANSWERS = 'the first answers';

interface Known {
  readonly title: string;
  begunMs?: number;
  endedMs?: number;
  hasFailed?: true;
  readonly awaited: Set<string>;
}

/** Sums up the resources of a deployment as phases. Times are in milliseconds on any one clock. */
export class Phases {
  private isOver = false;
  private readonly known = Object.keys(TYPES).map((title): Known => ({ title, awaited: new Set() }));

  add({ logicalId, type, status, endedMs }: ResourceProgress, nowMs: number): void {
    // A rollback deletes what the phases have made.
    if (status.startsWith('DELETE')) return;
    const phase = this.known.find(({ title }) => TYPES[title].includes(type));
    if (!phase) return;
    change(phase, withoutHash(logicalId), endedMs === undefined, nowMs);
    if (status.endsWith('_FAILED')) phase.hasFailed = true;
  }

  /** The recommenders are asked for the first time. */
  ask(nowMs: number): void {
    change(this.known[this.known.length - 1], FIRST_ANSWERS, true, nowMs);
  }

  /** The recommenders have answered, so the deployment is over. */
  answered(nowMs: number): void {
    change(this.known[this.known.length - 1], FIRST_ANSWERS, false, nowMs);
    this.isOver = true;
  }

  /** The current state of each phase. A phase is done when a later one has begun, and fails with any of its resources. */
  at(nowMs: number): Phase[] {
    return this.known.map(({ title, begunMs, endedMs, hasFailed, awaited }, at) => {
      if (begunMs === undefined) return { title, state: 'to come', awaited: [], ms: 0 };
      const isLast = !this.known.slice(at + 1).some((later) => later.begunMs !== undefined);
      const isDone = awaited.size === 0 && (this.isOver || !isLast);
      if (hasFailed) return { title, state: 'failed', awaited: [], ms: (endedMs ?? nowMs) - begunMs };
      const ms = (isDone ? (endedMs ?? nowMs) : nowMs) - begunMs;
      return { title, state: isDone ? 'done' : 'under way', awaited: [...awaited], ms };
    });
  }
}

function change(phase: Known, name: string, isAwaited: boolean, nowMs: number): void {
  phase.begunMs ??= nowMs;
  if (isAwaited) phase.awaited.add(name);
  else phase.awaited.delete(name);
  phase.endedMs = nowMs;
}
