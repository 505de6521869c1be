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

/** One engine run over a stack: deployment, rollback, or deletion. */
export interface Operation {
  readonly stack: Stack;
  /** Aborted by the first failure and by cancellation. */
  readonly abort: AbortController;
  /** Logical ids of failed resources. */
  readonly failed: string[];
  /** Names of exports used by the target, collected on the way. */
  readonly imports: Set<string>;
  readonly scope: Scope;
  /** Calls as the stack's role or, without one, as the deployment's caller. */
  readonly aws: AwsCall;
  /** Whether it undoes another operation. */
  readonly isRollback: boolean;
  /** @param signal - the operation's by default */
  readonly contextOf: (resource: StackResource, signal?: AbortSignal) => ResourceContext;
  readonly closing: AbortSignal;
}

/** Shared by all operations of a region. */
export interface EngineParts {
  readonly platform: Platform;
  readonly responses: CustomResourceResponses;
  readonly exports: ExportLookup;
  /** Aborts when the embedded AWS is closed or reset: no calls from then on. */
  readonly closing: AbortSignal;
}

/** Options of an operation. */
export interface OperationOptions {
  /** Who requested it. */
  readonly caller: Caller;
  /** Resolves references. */
  readonly target?: Target;
  readonly isRollback?: boolean;
  readonly abort?: AbortController;
}

/** Starts an operation; its calls are made as the stack's role or, without one, as the caller. */
export function createOperation(parts: EngineParts, stack: Stack, options: OperationOptions): Operation {
  const { platform, responses, closing } = parts;
  const { caller, target, isRollback = false, abort = new AbortController() } = options;
  // Every waiting resource adds a listener; above ten, Node.js warns of a leak.
  setMaxListeners(0, abort.signal, closing);
  const roleArn = stack.deployment?.settings.roleArn;
  let call: AwsCall | undefined;
  const aws: AwsCall = async (service, operation, input) => {
    if (closing.aborted) throw new ResourceError('The embedded AWS is closing');
    // Lazy, so that a missing role fails each resource, not the whole operation.
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
    aws,
    isRollback,
    closing,
    contextOf: (resource, signal = abort.signal) => ({
      stackId: stack.id,
      stackName: stack.name,
      logicalId: resource.logicalId,
      type: resource.type,
      platform,
      responses,
      capabilities: stack.deployment?.settings.capabilities ?? [],
      aws,
      signal,
      newName: (limit) => physicalName(stack.name, resource.logicalId, platform.newId(), limit),
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
const BASE = BigInt(ALPHABET.length);
const RANDOM_LENGTH = 12;

/** A physical name as CloudFormation generates it: `STACK-LogicalId-RANDOM`, truncated to fit. */
function physicalName(
  stackName: string,
  logicalId: string,
  uuid: string,
  { maxLength, lowerCase }: NameLimit,
): string {
  const random = lettersOf(uuid);
  const room = maxLength - RANDOM_LENGTH - 2;
  const stackPart = stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length));
  const name = `${stackPart}-${logicalId.slice(0, room - stackPart.length)}-${random}`;
  return lowerCase ? name.toLowerCase() : name;
}

/** The lowest digits of a UUID, in base 62. */
function lettersOf(uuid: string): string {
  let letters = '';
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`);
  for (; letters.length < RANDOM_LENGTH; rest /= BASE) letters += ALPHABET[Number(rest % BASE)];
  return letters;
}
