import { AwsError } from '../../../aws-error';
import { ResourceError, type ResourceContext } from './resource-type';

/** State of an asynchronous Personalize resource. */
export interface PersonalizeState {
  readonly status: string;
  readonly failureReason?: string;
}

/** Queries a resource's state. */
export type DescribeState = () => Promise<PersonalizeState>;

/** Waits for the end of a creation or deletion; undefined once the resource is gone. */
async function settled(
  describe: DescribeState,
  { platform, signal }: ResourceContext,
): Promise<PersonalizeState | undefined> {
  for (;;) {
    const { version } = platform.changes;
    try {
      const state = await describe();
      if (!/PENDING|IN_PROGRESS/.test(state.status)) return state;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
      throw error;
    }
    // Personalize notifies of each step.
    await platform.changes.after(version, signal);
    if (signal.aborted) throw new ResourceError('Resource operation cancelled');
  }
}

/**
 * Waits until a resource is ACTIVE.
 *
 * @throws ResourceError with Personalize's reason
 */
export async function untilActive(describe: DescribeState, context: ResourceContext): Promise<void> {
  const state = await settled(describe, context);
  if (state?.status !== 'ACTIVE')
    throw new ResourceError(`${state?.status ?? 'DELETED'}: ${state?.failureReason ?? 'no reason is given'}`);
}

/** Deletes a resource once it is idle, and waits until it is gone. */
export async function deleteAndWait(
  describe: DescribeState,
  remove: () => Promise<unknown>,
  context: ResourceContext,
): Promise<void> {
  const state = await settled(describe, context);
  if (!state) return;
  await remove();
  const left = await settled(describe, context);
  if (left) throw new ResourceError(`${left.status}: ${left.failureReason ?? 'no reason is given'}`);
}
