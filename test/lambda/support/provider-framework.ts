import type { CustomResourceEvent, Lifecycle } from '../../../lambda/shop/resources/lifecycle';
import { providerHandlers } from '../../../lambda/shop/resources/provider-handlers';
import type { StackView } from '../../../lambda/shop/resources/stack-view';
import {
  FRAMEWORK_WAIT_MINUTES,
  QUERY_INTERVAL_SECONDS,
} from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import type { Clock } from './clock';

/** The id that CDK's framework invents for a Create that failed in `onEvent`. */
const CREATE_FAILED_MARKER = 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED';

export interface Outcome {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  readonly reason: string;
  readonly polls: number;
  readonly data?: Readonly<Record<string, string>>;
}

/** A request without what CloudFormation fills in. */
export type Request<Properties> = Pick<
  CustomResourceEvent<Properties>,
  'RequestType' | 'ResourceProperties'
> &
  Partial<CustomResourceEvent<Properties>>;

/** Expects that a request succeeds, with these members of its outcome. */
export async function expectSuccess(
  outcome: Promise<Outcome>,
  members: Partial<Outcome> = {},
): Promise<void> {
  expect(await outcome).toMatchObject({ status: 'SUCCESS', ...members });
}

/** Expects that a request fails, with all these words in its reason. */
export async function expectFailure(
  running: Promise<Outcome>,
  ...words: readonly string[]
): Promise<Outcome> {
  const outcome = await running;
  expect(outcome.status).toBe('FAILED');
  for (const some of words) expect(outcome.reason).toContain(some);
  return outcome;
}

export const STACK_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1f0e';

/**
 * CDK's provider framework as handlers observe it: `onEvent`'s answer is merged into the event, which is
 * serialized as JSON; `isComplete` is polled every 30 seconds for 57 minutes; a Create that fails in `onEvent` gets a
 * marker for its id, and the Delete of a marker never reaches the handlers.
 */
export function providerFramework<Properties>(
  lifecycle: Lifecycle<Properties>,
  clock: Clock,
  stack?: Pick<StackView, 'deletion'>,
): (request: Request<Properties>) => Promise<Outcome> {
  const { onEvent, isComplete } = providerHandlers(() => lifecycle, {
    stack,
    now: () => clock.minutes * 60_000,
    logger: { info: () => undefined, error: () => undefined },
    sleep: async (ms) => {
      clock.minutes += ms / 60_000;
    },
  });

  return async (request) => {
    const event = {
      RequestId: `${request.RequestType}-request`,
      StackId: STACK_ID,
      LogicalResourceId: 'Resource',
      ResourceType: 'Custom::Resource',
      ...request,
    };
    let physicalId = request.PhysicalResourceId;
    let polls = 0;
    if (event.RequestType === 'Delete' && physicalId === CREATE_FAILED_MARKER)
      return { status: 'SUCCESS', physicalId, reason: '', polls };
    try {
      const started = await onEvent(event);
      physicalId = started.PhysicalResourceId ?? physicalId ?? event.RequestId;
      const merged = JSON.stringify({ ...event, ...started, PhysicalResourceId: physicalId });
      const maxPolls = (FRAMEWORK_WAIT_MINUTES * 60) / QUERY_INTERVAL_SECONDS;
      for (polls = 1; polls <= maxPolls; polls++) {
        const { IsComplete, Data: data } = await isComplete(
          JSON.parse(merged) as Parameters<typeof isComplete>[0],
        );
        if (IsComplete) return { status: 'SUCCESS', physicalId, reason: '', polls, data };
        clock.minutes += QUERY_INTERVAL_SECONDS / 60;
      }
      return { status: 'FAILED', physicalId, reason: 'Operation timed out', polls };
    } catch (error) {
      const reason = (error as Error).message;
      return { status: 'FAILED', physicalId: physicalId ?? CREATE_FAILED_MARKER, reason, polls };
    }
  };
}
