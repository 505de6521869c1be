import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Caller } from '../../../authorization/principal';
import type { AwsCall, Platform } from '../../../platform';
import type { CustomResourceResponses } from '../resources/custom-resource-responses';
import { ResourceError, type ResourceContext, type NameLimit } from '../resources/resource-type';
import type { Scope } from '../template/scope';
import type { Target } from '../template/target';
import { assumeRole } from './assume-role';
import type { Stack, StackResource } from './stack';
import { stackScope, type ExportLookup } from './stack-scope';

/** One run of the engine over a stack: a deployment, its rollback, or a deletion. */
export interface Operation {
  readonly stack: Stack;
  /** Aborted by the first failure and by a cancellation. */
  readonly abort: AbortController;
  /** Logical ids of what failed. */
  readonly failed: string[];
  /** Names of exports that the target uses, as they are met. */
  readonly imports: Set<string>;
  readonly scope: Scope;
  /** Whether it takes back what another operation has done. */
  readonly isRollback: boolean;
  /** @param signal - the operation's own, where none is given */
  readonly contextOf: (resource: StackResource, signal?: AbortSignal) => ResourceContext;
  readonly closing: AbortSignal;
}

/** What the operations of a region share. */
export interface EngineParts {
  readonly platform: Platform;
  readonly responses: CustomResourceResponses;
  readonly exports: ExportLookup;
  /** Aborts when the embedded AWS is closed or reset: from then on nothing may be called any more. */
  readonly closing: AbortSignal;
}

/** What an operation is begun with. */
export interface OperationOptions {
  /** Who asked for it. */
  readonly caller: Caller;
  /** What references are resolved by. */
  readonly target?: Target;
  readonly isRollback?: boolean;
  readonly abort?: AbortController;
}

/** Begins an operation; its calls are made as the stack’s role or, without one, as who asked. */
export function createOperation(parts: EngineParts, stack: Stack, options: OperationOptions): Operation {
  const { platform, responses, closing } = parts;
  const { caller, target, isRollback = false, abort = new AbortController() } = options;
  // Every resource that waits listens; Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, abort.signal, closing);
  const roleArn = stack.deployment?.settings.roleArn;
  let call: AwsCall | undefined;
  const aws: AwsCall = async (service, operation, input) => {
    if (closing.aborted) throw new ResourceError('The embedded AWS is closing');
    // A role that is gone by now fails each resource and not the whole operation.
    call ??= platform.as(roleArn === undefined ? caller : assumeRole(roleArn, platform));
    return call(service, operation, input);
  };
  const imports = new Set<string>();
  return {
    stack,
    abort,
    failed: [],
    imports,
    scope: stackScope(stack, target, (name) => {
      imports.add(name);
      return parts.exports.valueOf(name);
    }),
    isRollback,
    closing,
    contextOf: (resource, signal = abort.signal) => ({
      stackId: stack.id,
      stackName: stack.name,
      logicalId: resource.logicalId,
      type: resource.type,
      platform,
      responses,
      aws,
      signal,
      newName: (limit) => physicalName(stack.name, resource.logicalId, limit),
      keepId: (physicalId) => {
        resource.physicalId = physicalId;
      },
      initiated: (physicalId) => {
        resource.physicalId = physicalId;
        stack.setResourceStatus(resource, resource.status, 'Resource creation Initiated');
      },
    }),
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LENGTH = 12;

/** A physical name as CloudFormation makes them up: `STACK-LogicalId-RANDOM`, its parts cut to fit. */
function physicalName(stackName: string, logicalId: string, { maxLength, lowerCase }: NameLimit): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const room = maxLength - RANDOM_LENGTH - 2;
  const stackPart = stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length));
  const name = `${stackPart}-${logicalId.slice(0, room - stackPart.length)}-${random}`;
  return lowerCase ? name.toLowerCase() : name;
}
