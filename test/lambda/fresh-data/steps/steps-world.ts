import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type {
  FreshDataState,
  FreshDataStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { canonicalKind } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { runLock, type RunLock } from '../../../../lambda/runs/run-lock';
import { canonicalBatches } from '../../../../lambda/fresh-data/prepare/canonical-batches';
import { claim } from '../../../../lambda/fresh-data/steps/claim';
import { finish } from '../../../../lambda/fresh-data/steps/finish';
import { prepare } from '../../../../lambda/fresh-data/steps/prepare';
import { openDeletionJob } from '../../../../lambda/add-ons/open-deletion-job';
import type { Clock } from '../../support/clock';
import { FakePersonalize, serviceError } from '../../support/fake-personalize';
import { FakeBucket } from '../../support/fake-s3';

export const STATES = 'arn:aws:states:eu-west-1:111122223333';
export const execution = `${STATES}:execution:Shop-fresh-data:one`;

export const GROUP = 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop';
export const startedAt = '2026-11-25T09:30:00.000Z';
export const run = runName(startedAt, execution);

export const step = (state: FreshDataState = {}): FreshDataStep => ({ execution, startedAt, state });

export interface StepsWorld {
  readonly bucket: FakeBucket;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly personalize: FakePersonalize;
  readonly running: Set<string>;
  readonly started: unknown[];
  readonly forgotten: Set<string>;
  readonly lock: () => RunLock;
  readonly claimed: (by?: string, state?: FreshDataState) => Promise<{ next: string }>;
  readonly prepared: () => ReturnType<ReturnType<typeof prepare>>;
  readonly finished: (state: FreshDataState) => ReturnType<ReturnType<typeof finish>>;
}

/** A bucket without objects and a Step Functions in which the execution runs, 100 minutes after 1970. */
export function stepsWorld(): StepsWorld {
  const clock: Clock = { minutes: 100 };
  const now = (): number => clock.minutes * 60_000;
  const bucket = new FakeBucket(now);
  const s3 = bucket.client;
  const running = new Set([execution]);
  const personalize = new FakePersonalize(clock);
  const started: unknown[] = [];
  const forgotten = new Set<string>();
  const sfn = {
    send: async ({ input }: { input: { executionArn?: string; name?: string } }) => {
      if (input.executionArn !== undefined) {
        if (forgotten.has(input.executionArn)) throw serviceError('ExecutionDoesNotExist', 'gone');
        return { status: running.has(input.executionArn) ? 'RUNNING' : 'ABORTED' };
      }
      if (started.some((one) => (one as { name?: string }).name === input.name))
        throw serviceError('ExecutionAlreadyExists', 'there');
      started.push(input);
      return {};
    },
  } as unknown as SFNClient;
  const lock = (): RunLock => runLock(s3, sfn, { Bucket: 'data', Key: INCOMING_LOCK_KEY });
  return {
    ...{ bucket, s3, sfn, clock, now, personalize, running, started, forgotten, lock },
    claimed: (by = execution, state = {}) =>
      claim({
        ...{ s3, bucket: 'data', lock: lock(), kindOf: canonicalKind, now },
        openDeletionJob: () => openDeletionJob(personalize.client, GROUP),
      })({ execution: by, startedAt, state }),
    prepared: () => {
      const options = { holdout: 0, eventTypes: { ProductViewed: 'View' }, escape: '\\' } as const;
      const batches = canonicalBatches(s3, 'data', options);
      return prepare({ s3, bucket: 'data', batches, now })(step());
    },
    finished: (state) => finish({ s3, sfn, bucket: 'data', lock: lock(), now })(step(state)),
  };
}
