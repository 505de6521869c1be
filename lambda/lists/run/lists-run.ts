import type { S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  LISTS_WAIT_MINUTES,
  type ListsRunAttributes,
  type ListsRunProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { LISTS_LOCK_KEY, LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { deleteLock } from '../../runs/run-lock';
import { deploymentRun, startDeploymentRun, stopExecutions } from '../../runs/executions';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../../shop/resources/lifecycle';
import { temporaryRecommenders } from '../steps/temporary-recommenders';
import type { PersonalizeApi } from '../../shop/resources/personalize-api';
import type { StackView } from '../../shop/resources/stack-view';
import { deleteFolder } from '../../source/prepare-data-glue/prepared-parts';

/** Dependencies of {@link listsRun}. */
export interface ListsRunDeps {
  readonly personalize: PersonalizeApi;
  readonly sfn: Pick<SFNClient, 'send'>;
  readonly s3: S3Client;
  readonly stack: StackView;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Event = CustomResourceEvent<ListsRunProperties>;

/**
 * The run that a deployment starts. One resource starts it and the next ones wait for it. Delete cleans up when the
 * stack no longer has lists.
 */
export function listsRun(deps: ListsRunDeps): Lifecycle<ListsRunProperties> {
  const { personalize, sfn, s3, stack, now } = deps;

  const start = async (event: Event): Promise<WaitingFor> => {
    if (await stack.isAbandoned(event))
      throw new Error('The stack no longer wants lists: another of its resources has failed.');
    await startDeploymentRun(sfn, event.ResourceProperties.StateMachineArn, event.RequestId);
    return undefined;
  };

  const clear = async (event: Event): Promise<WaitingFor> => {
    const { StateMachineArn, RecommenderArns, DataBucket: Bucket } = event.ResourceProperties;
    const stopping = await stopExecutions(sfn, {
      stateMachineArn: StateMachineArn,
      cause: 'The stack no longer has lists.',
      nowMs: now(),
    });
    // Once the lock is deleted, a step in flight makes no further changes.
    await deleteLock(s3, { Bucket, Key: LISTS_LOCK_KEY });
    if (stopping !== undefined) return stopping;
    const recommenders = temporaryRecommenders(personalize, event.StackId, now);
    const releases = await Promise.all(RecommenderArns.map((arn) => recommenders.release(arn)));
    const left = releases.filter((one) => one !== undefined);
    return left.length > 0 ? left.join(', ') : undefined;
  };

  return {
    // A waiting resource has nothing to delete, so its logical id is enough.
    physicalId: ({ LogicalResourceId, ResourceProperties: { Wait, DataBucket } }) =>
      Wait ? LogicalResourceId : `s3://${DataBucket}/${LISTS_PREFIX}`,

    ensure: (event, minutes) => (event.ResourceProperties.Wait ? wait(deps, event, minutes) : start(event)),

    async attributes(event): Promise<Readonly<Record<keyof ListsRunAttributes, string>>> {
      return { ExecutionArn: event.ResourceProperties.Wait?.ExecutionArn ?? executionArn(event) };
    },

    async remove(event, minutes) {
      const { Wait, DataBucket } = event.ResourceProperties;
      if (Wait) {
        // An update that needs fewer waiting resources must not stop the run. When the stack is deleted, they give
        // trainings more time.
        const isGoing = await stack.isGoing(event);
        return isGoing && minutes < LISTS_WAIT_MINUTES ? clear(event) : undefined;
      }
      const waitingFor = await clear(event);
      if (waitingFor === undefined) await deleteFolder(s3, DataBucket, LISTS_PREFIX);
      return waitingFor;
    },
  };
}

const executionArn = ({ RequestId, ResourceProperties }: Event): string =>
  `${ResourceProperties.StateMachineArn.replace(':stateMachine:', ':execution:')}:${deploymentRun(RequestId)}`;

async function wait({ sfn, stack }: ListsRunDeps, event: Event, minutes: number): Promise<WaitingFor> {
  const { ExecutionArn, Last, TimeoutHours } = event.ResourceProperties.Wait!;
  const { status, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn: ExecutionArn }));
  if (status === 'SUCCEEDED') return undefined;
  // A rollback must not wait for lists that cannot be made. The previous lists are in service.
  if (event.RequestType === 'Update' && (await stack.isRollingBack(event))) return undefined;
  if (status !== 'RUNNING')
    throw new Error(cause ?? `The run ${ExecutionArn} was ended from outside (${status}).`);
  if (minutes < LISTS_WAIT_MINUTES) return `the run ${ExecutionArn} to make lists`;
  if (Last === 'false') return undefined;
  throw new Error(
    `Lists were not made within ${countInWords(Number(TimeoutHours), 'hour')}; the run ${ExecutionArn} continues. ` +
      `Raise the setting trainingTimeoutHours and deploy again.`,
  );
}
