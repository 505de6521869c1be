import { OWN_WAIT_MINUTES } from '../domain/contracts/custom-resource-time';
import type { CustomResourceEvent } from './custom-resource-event';
import { errorInWords } from './error-in-words';
import { isPassing } from './is-passing';
import type { Lifecycle, WaitingFor } from './lifecycle';

/** `onEvent`'s answer. The provider framework merges it into the event that `isComplete` gets. */
interface Started {
  readonly PhysicalResourceId?: string;
  /** Milliseconds since 1970. Not below `Data`, which CloudFormation would be sent. */
  readonly StartedAt: number;
}

/** The two functions of CDK's provider framework. */
export interface ProviderHandlers<Properties> {
  readonly onEvent: (event: CustomResourceEvent<Properties>) => Promise<Started>;
  readonly isComplete: (
    event: CustomResourceEvent<Properties> & Started,
  ) => Promise<{ readonly IsComplete: boolean }>;
}

/** The world around the handlers. */
export interface HandlerEnvironment {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/**
 * Makes a lifecycle what the provider framework calls: `onEvent` only names the resource, `isComplete`
 * takes one step after another until the request is complete or its time is over.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html
 */
export function providerHandlers<Properties>(
  lifecycle: Lifecycle<Properties>,
  { now, log }: HandlerEnvironment = { now: Date.now, log: console.log },
): ProviderHandlers<Properties> {
  const attempt = async (step: () => Promise<WaitingFor>, minutes: number): Promise<WaitingFor> => {
    try {
      return await step();
    } catch (error) {
      if (isPassing(error, minutes)) return errorInWords(error);
      throw new Error(errorInWords(error), { cause: error });
    }
  };

  return {
    async onEvent(event) {
      if (event.RequestType === 'Delete') {
        return { PhysicalResourceId: event.PhysicalResourceId, StartedAt: now() };
      }
      if (event.RequestType === 'Create') {
        await attempt(async () => {
          await lifecycle.admit?.(event);
          return undefined;
        }, 0);
      }
      return { PhysicalResourceId: lifecycle.physicalId(event), StartedAt: now() };
    },

    async isComplete(event) {
      const minutes = (now() - event.StartedAt) / 60_000;
      const step = event.RequestType === 'Delete' ? 'remove' : 'ensure';
      const waitingFor = await attempt(() => lifecycle[step](event, minutes), minutes);
      log(
        JSON.stringify({
          request: event.RequestType,
          resource: event.LogicalResourceId,
          id: event.PhysicalResourceId,
          minutes: Math.round(minutes),
          waitingFor: waitingFor ?? 'nothing: complete',
        }),
      );
      if (waitingFor !== undefined && minutes >= OWN_WAIT_MINUTES) {
        const again = event.RequestType === 'Delete' ? 'destroy' : 'deploy';
        throw new Error(
          `After ${OWN_WAIT_MINUTES} minutes still waiting for ${waitingFor}. ` +
            `Personalize goes on by itself: look there, then ${again} again.`,
        );
      }
      return { IsComplete: waitingFor === undefined };
    },
  };
}
