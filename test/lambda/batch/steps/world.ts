import type {
  BatchPlan,
  BatchState,
  BatchStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type { Clock } from '../../support/clock';
import { FakePersonalize } from '../../support/fake-personalize';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
export const execution = 'arn:aws:states:eu-west-1:111122223333:execution:Shop-segments:one';
export const startedAt = '2026-11-27T03:00:00.000Z';
export const START_MS = Date.parse(startedAt);
export const RUN = runName(startedAt, execution);
export const JOB = `20261127-${RUN.slice(-8)}`;
export const solutionArn = (name: string): string => `${ARN}:solution/Shop-${name}`;
export const jobArn = (name: string): string => `${ARN}:${name}`;

export const SEGMENTS: BatchPlan = {
  folder: 'segments',
  jobs: [
    {
      by: 'items',
      size: 2,
      solutionArn: solutionArn('segments-items'),
      jobArn: jobArn('batch-segment-job/Shop-segments-items'),
      lines: [{ itemId: 'i1' }, { itemId: 'i2' }],
    },
    {
      by: 'queries',
      size: 2,
      solutionArn: solutionArn('segments-queries'),
      jobArn: jobArn('batch-segment-job/Shop-segments-queries'),
      queries: { runners: 'ITEMS.CATEGORY_L1 = "footwear"' },
      lines: [{ itemAttributes: 'ITEMS.CATEGORY_L1 = "footwear"' }],
    },
  ],
};

/** Recommendations for every user, filtered. */
export const BATCHES: BatchPlan = {
  folder: 'batches',
  jobs: [
    {
      by: 'users',
      size: 3,
      filter: 'cheap',
      filterArn: jobArn('filter/Shop-cheap'),
      solutionArn: solutionArn('batches-users'),
      jobArn: jobArn('batch-inference-job/Shop-batches-users'),
    },
  ],
};

export const step = (plan: BatchPlan, state: BatchState = {}): BatchStep => ({
  step: 'train',
  execution,
  startedAt,
  plan,
  state: { claim: { next: 'train', claimedMs: START_MS }, ...state },
});

/** A Personalize with the solutions of a run, at so many minutes after its start. */
export function trainings(minutes: number): { clock: Clock; service: FakePersonalize; now: () => number } {
  const clock = { minutes: START_MS / 60_000 };
  const service = new FakePersonalize(clock);
  for (const name of ['segments-items', 'segments-queries', 'batches-users'])
    service.add('solution', `Shop-${name}`);
  clock.minutes += minutes;
  return { clock, service, now: () => clock.minutes * 60_000 };
}
