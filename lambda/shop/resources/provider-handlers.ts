import { OWN_WAIT_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/custom-resource-time';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from './lifecycle';
import { errorInWords, failureReason } from './error-in-words';
import { handlerLogger, transitionFields, type HandlerLogger } from '../functions/handler-logger';
import { isTransient } from './is-transient';
import type { StackView } from './stack-view';

/** Response of `onEvent`. The provider framework merges it into the event for `isComplete`. */
interface Started {
  readonly PhysicalResourceId?: string;
  /** Milliseconds since 1970. Outside of `Data`, which would be sent to CloudFormation. */
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

/** Dependencies of the handlers. */
export interface HandlerEnvironment {
  /**
   * Asked whether a Delete may delete.
   *
   * @default - it may: it deletes nothing that another resource could need
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
  /** @default - lines of JSON */
  readonly logger?: HandlerLogger;
}

/**
 * Adapts a lifecycle to the provider framework: `onEvent` only returns the physical id, `isComplete` takes one step
 * after another until the request is complete or times out.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html
 */
export function providerHandlers<Properties>(
  lifecycle: Lifecycle<Properties>,
  { stack, logGroup, now = Date.now, logger = handlerLogger() }: HandlerEnvironment = {},
): ProviderHandlers<Properties> {
  type Event = CustomResourceEvent<Properties>;

  /** Deletes that may delete, by request: what is known stays so. */
  const mayDelete = new Set<string>();
  const remove = async (event: Event, minutes: number): Promise<WaitingFor> => {
    if (stack && !mayDelete.has(event.RequestId)) {
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
  const attempt = async (
    event: Event,
    minutes: number,
    step: () => Promise<WaitingFor>,
  ): Promise<WaitingFor> => {
    try {
      return await step();
    } catch (error) {
      if (isTransient(error, minutes)) return errorInWords(error);
      throw failed(event, minutes, error);
    }
  };

  return {
    async onEvent(event) {
      if (event.RequestType === 'Delete')
        return { PhysicalResourceId: event.PhysicalResourceId, StartedAt: now() };
      if (event.RequestType === 'Create') {
        await attempt(event, 0, async () => {
          await lifecycle.admit?.(event);
          return undefined;
        });
      }
      return { PhysicalResourceId: idOf(lifecycle, event), StartedAt: now() };
    },

    async isComplete(event) {
      const minutes = (now() - event.StartedAt) / 60_000;
      const attributes: Record<string, string> = {};
      const waitingFor = await attempt(event, minutes, async () => {
        if (event.RequestType === 'Delete') return remove(event, minutes);
        const next = await lifecycle.ensure(event, minutes);
        if (next !== undefined || !lifecycle.attributes) return next;
        const read = await lifecycle.attributes(event);
        Object.assign(attributes, read);
        return read ? undefined : `the attributes of ${event.PhysicalResourceId} to appear`;
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

/** An Update keeps the physical id, unless what it names has changed: another id makes CloudFormation delete the former. */
function idOf<Properties>(lifecycle: Lifecycle<Properties>, event: CustomResourceEvent<Properties>): string {
  const id = lifecycle.physicalId(event);
  const { PhysicalResourceId, OldResourceProperties } = event;
  if (PhysicalResourceId === undefined || OldResourceProperties === undefined) return id;
  const before = lifecycle.physicalId({ ...event, ResourceProperties: OldResourceProperties });
  return before === id ? PhysicalResourceId : id;
}

/** Logs what each request waits for if it has changed since the last poll in this execution environment. */
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
