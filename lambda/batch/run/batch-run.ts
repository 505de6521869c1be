import {
  paginateListBatchInferenceJobs,
  paginateListBatchSegmentJobs,
  type BatchInferenceJobSummary,
  type BatchSegmentJobSummary,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { batchLockKey, folderPrefix } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { BatchRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { deleteLock } from '../../runs/run-lock';
import { startDeploymentRun, stopExecutions } from '../../runs/executions';
import type { Lifecycle, WaitingFor } from '../../shop/resources/lifecycle';
import { isInTransition } from '../../shop/resources/personalize-api';
import type { StackView } from '../../shop/resources/stack-view';
import { deleteFolder } from '../../source/prepare-data-glue/prepared-parts';

/** Dependencies of {@link batchRun}. */
export interface BatchRunDeps {
  readonly personalize: PersonalizeClient;
  readonly sfn: Pick<SFNClient, 'send'>;
  readonly s3: S3Client;
  readonly stack: StackView;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Starts a run on deploy without waiting for it; stops all runs and deletes their files on destroy. */
export function batchRun(deps: BatchRunDeps): Lifecycle<BatchRunProperties> {
  const { personalize, sfn, s3, stack, now } = deps;

  return {
    physicalId: ({ ResourceProperties: { DataBucket, Folder } }) =>
      `s3://${DataBucket}/${folderPrefix(Folder)}`,

    async ensure(event) {
      // After a rollback the previous results are in service, and new ones would cost money.
      if (event.RequestType === 'Update' && (await stack.isRollingBack(event))) return undefined;
      if (await stack.isAbandoned(event))
        throw new Error(
          `The stack no longer wants ${event.ResourceProperties.Folder}: another of its resources has failed.`,
        );
      await startDeploymentRun(sfn, event.ResourceProperties.StateMachineArn, event.RequestId);
      return undefined;
    },

    async remove({ ResourceProperties: properties }) {
      const { StateMachineArn: stateMachineArn, DataBucket: Bucket, Folder } = properties;
      const cause = `The stack no longer has ${Folder}.`;
      const stopping = await stopExecutions(sfn, { stateMachineArn, cause, nowMs: now() });
      // Once the lock is deleted, a step in flight makes no further changes.
      await deleteLock(s3, { Bucket, Key: batchLockKey(Folder) });
      const waitingFor = stopping ?? (await jobInProgress(personalize, properties));
      if (waitingFor === undefined) await deleteFolder(s3, Bucket, folderPrefix(Folder));
      return waitingFor;
    },
  };
}

/** Waits for jobs, which cannot be stopped and write their results when they end. */
async function jobInProgress(
  client: PersonalizeClient,
  { Folder, SolutionArns }: BatchRunProperties,
): Promise<WaitingFor> {
  const isOurs = ({
    status = '',
    solutionVersionArn = '',
  }: BatchSegmentJobSummary | BatchInferenceJobSummary) =>
    isInTransition(status) && SolutionArns.some((arn) => solutionVersionArn.startsWith(`${arn}/`));
  if (Folder === 'segments') {
    for await (const { batchSegmentJobs = [] } of paginateListBatchSegmentJobs({ client }, {}))
      for (const job of batchSegmentJobs) if (isOurs(job)) return `${job.batchSegmentJobArn} (${job.status})`;
  } else
    for await (const { batchInferenceJobs = [] } of paginateListBatchInferenceJobs({ client }, {}))
      for (const job of batchInferenceJobs)
        if (isOurs(job)) return `${job.batchInferenceJobArn} (${job.status})`;
  return undefined;
}
