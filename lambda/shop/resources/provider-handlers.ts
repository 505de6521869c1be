import { OWN_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from './lifecycle';
import { errorInWords, failureReason } from './error-in-words';
import { handlerLogger, transitionFields, type HandlerLogger } from '../functions/handler-logger';
import { isTransient, PROPAGATION_MINUTES } from './is-transient';
import type { StackView } from './stack-view';

/** Response of `onEvent`. The provider framework merges it into the event for `isComplete`. */
interface Started {
  readonly PhysicalResourceId?: string;
  /** Milliseconds since 1970. It is outside of `Data`, which would be sent to CloudFormation. */
  readonly StartedAt: number;
}

/** The two functions of CDK's provider framework. */
export interface ProviderHandlers<Properties> {
  readonly onEvent: (event: CustomResourceEvent<Properties>) => Promise<Started>;
  readonly isComplete: (event: CustomResourceEvent<Properties> & Started) => Promise<{
    readonly IsComplete: boolean;
    /** Attributes for `Fn::GetAtt`. */
    readonly Data?: Readonly<Record<string, string>>;
  }>;
}

/** Finds the lifecycle for a request. */
export type LifecycleOf<Properties> = (event: CustomResourceEvent<Properties>) => Lifecycle<Properties>;

/** Dependencies of the handlers. */
export interface HandlerEnvironment {
  /**
   * Decides whether a Delete may delete.
   *
   * @default - every Delete may
   */
  readonly stack?: Pick<StackView, 'deletion'>;
  /** Name of the functions' log group. */
  readonly logGroup?: string;
  /**
   * Milliseconds since 1970.
   *
   * @default Date.now
   */
  readonly now?: () => number;
  /** @default - JSON lines on stdout */
  readonly logger?: HandlerLogger;
  /** Waits for this many milliseconds. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/** Pause after a transient error before a Create is checked again. */
const ADMIT_AGAIN_MS = 5_000;

/**
 * Adapts lifecycles to the provider framework: `onEvent` only returns the physical id, `isComplete` takes one step
 * after another until the request is complete or times out.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html
 */
export function providerHandlers<Properties>(
  lifecycleOf: LifecycleOf<Properties>,
  { stack, logGroup, now = Date.now, logger = handlerLogger(), sleep = later }: HandlerEnvironment = {},
): ProviderHandlers<Properties> {
  type Event = CustomResourceEvent<Properties>;

  /** Ids of requests whose Delete may delete. A positive answer is cached, because it does not change. */
  const mayDelete = new Set<string>();
  const remove = async (
    lifecycle: Lifecycle<Properties>,
    event: Event,
    minutes: number,
  ): Promise<WaitingFor> => {
    if (stack && !lifecycle.deletesNothing && !mayDelete.has(event.RequestId)) {
      const found = await stack.deletion(event, lifecycle.physicalId(event));
      if (found.may === 'not yet') return found.waitingFor;
      if (!found.may) {
        logger.info('kept', { ...transitionFields(event), keeper: found.keeper });
        return undefined;
      }
      mayDelete.add(event.RequestId);
    }
    const waitingFor = await lifecycle.remove(event, minutes);
    if (waitingFor === undefined) mayDelete.delete(event.RequestId);
    return waitingFor;
  };

  const log = progressLog(logger);
  const failed = (event: Event, minutes: number, error: unknown): Error => {
    const reason = errorInWords(error);
    logger.error('failed', { ...transitionFields(event), minutes: Math.round(minutes), reason });
    return new Error(failureReason(error, logGroup), { cause: error });
  };
  /**
   * Checks a Create until there is an answer. Without an answer it fails before it returns a physical id. With one,
   * CloudFormation would send a Delete for what may be a resource of another owner.
   */
  const admit = async (lifecycle: Lifecycle<Properties>, event: Event): Promise<void> => {
    const startedAt = now();
    for (;;) {
      try {
        return await lifecycle.admit?.(event);
      } catch (error) {
        const minutes = (now() - startedAt) / 60_000;
        if (!isTransient(error, minutes) || minutes >= PROPAGATION_MINUTES)
          throw failed(event, minutes, error);
      }
      await sleep(ADMIT_AGAIN_MS);
    }
  };

  return {
    async onEvent(event) {
      if (event.RequestType === 'Delete')
        return { PhysicalResourceId: event.PhysicalResourceId, StartedAt: now() };
      const lifecycle = lifecycleOf(event);
      if (event.RequestType === 'Create') await admit(lifecycle, event);
      return { PhysicalResourceId: idOf(lifecycle, event), StartedAt: now() };
    },

    async isComplete(event) {
      const minutes = (now() - event.StartedAt) / 60_000;
      const attributes: Record<string, string> = {};
      const step = async (): Promise<WaitingFor> => {
        const lifecycle = lifecycleOf(event);
        if (event.RequestType === 'Delete') return remove(lifecycle, event, minutes);
        const next = await lifecycle.ensure(event, minutes);
        if (next !== undefined || !lifecycle.attributes) return next;
        const read = await lifecycle.attributes(event);
        Object.assign(attributes, read);
        return read ? undefined : `the attributes of ${event.PhysicalResourceId} to appear`;
      };
      const waitingFor = await step().catch((error: unknown) => {
        if (isTransient(error, minutes)) return errorInWords(error);
        throw failed(event, minutes, error);
      });
      log(event, minutes, waitingFor);
      if (waitingFor !== undefined && minutes >= OWN_WAIT_MINUTES) {
        throw failed(event, minutes, timedOut(event, waitingFor));
      }
      return {
        IsComplete: waitingFor === undefined,
        ...(Object.keys(attributes).length > 0 && { Data: attributes }),
      };
    },
  };
}

const later = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * An Update keeps the physical id, unless it now identifies something else. A changed id makes CloudFormation delete
 * the old resource.
 */
function idOf<Properties>(lifecycle: Lifecycle<Properties>, event: CustomResourceEvent<Properties>): string {
  const id = lifecycle.physicalId(event);
  const { PhysicalResourceId, OldResourceProperties } = event;
  if (PhysicalResourceId === undefined || OldResourceProperties === undefined) return id;
  const before = lifecycle.physicalId({ ...event, ResourceProperties: OldResourceProperties });
  return before === id ? PhysicalResourceId : id;
}

/** Logs what each request waits for, if that has changed since the last poll in this execution environment. */
function progressLog(logger: HandlerLogger) {
  const known = new Map<string, string>();
  return (event: CustomResourceEvent<unknown>, minutes: number, waitingFor: WaitingFor): void => {
    const fields = { ...transitionFields(event), minutes: Math.round(minutes) };
    if (waitingFor === undefined) {
      known.delete(event.RequestId);
      logger.info('complete', fields);
    } else if (known.get(event.RequestId) !== waitingFor) {
      known.set(event.RequestId, waitingFor);
      logger.info('waiting', { ...fields, waitingFor });
    }
  };
}

function timedOut({ RequestType }: CustomResourceEvent<unknown>, waitingFor: string): Error {
  const again = RequestType === 'Delete' ? 'destroy' : 'deploy';
  return new Error(
    `After ${OWN_WAIT_MINUTES} minutes still waiting for ${waitingFor}. ` +
      `Personalize continues on its own: check it there, then ${again} again.`,
  );
}
