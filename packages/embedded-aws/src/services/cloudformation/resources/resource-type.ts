import type { Fields, InputOf } from '../../../gateway/shape';
import type { AwsCall, Platform } from '../../../platform';
import type { CustomResourceResponses } from './custom-resource-responses';

/**
 * How CloudFormation handles one resource type, in calls to its service. Functions throw AwsError, or
 * ResourceError for a message shown verbatim in the events.
 */
export interface ResourceType<F extends Fields = Fields> {
  /** Accepted properties; any other fails the creation. */
  readonly properties: F;
  /** Accepts arbitrary properties: custom resources only. */
  readonly hasOwnProperties?: true;
  /** Fn::GetAtt also gives its properties. */
  readonly hasReadableProperties?: true;
  /** An update of any property may change its attributes. */
  readonly hasChangingAttributes?: true;
  /** Properties, or members by path, whose change requires replacement. */
  readonly createOnly?: readonly ((keyof F & string) | `${keyof F & string}.${string}`)[];
  /** Deletes before creating, where two cannot coexist. */
  readonly replacement?: 'delete-then-create';
  create(properties: InputOf<F>, context: ResourceContext): Promise<Handled>;
  /** Required unless all properties are create-only. */
  update?(properties: InputOf<F>, context: UpdateContext<InputOf<F>>): Promise<Partial<Handled> | void>;
  /** Idempotent: succeeds if the resource is gone. */
  remove(physicalId: string, context: RemoveContext<InputOf<F>>): Promise<void>;
}

/** Result of a creation or update. */
export interface Handled {
  /** Value of Ref. A changed one after an update means the resource was replaced. */
  readonly physicalId: string;
  /** Values for Fn::GetAtt. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A resource's location, and what handlers may use. */
export interface ResourceContext {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** `Custom::Anything` for custom resources. */
  readonly type: string;
  readonly platform: Platform;
  readonly responses: CustomResourceResponses;
  /** Those of the stack's deployment: `CAPABILITY_IAM`, … */
  readonly capabilities: readonly string[];
  /** Calls as the stack's role or, without one, as the deployment's caller. */
  readonly aws: AwsCall;
  /** Aborts when the operation is cancelled. */
  readonly signal: AbortSignal;
  /** A physical name as CloudFormation generates it: `STACK-LogicalId-RANDOM`. */
  readonly newName: (limit: NameLimit) => string;
  /** Reports the physical id before the creation is complete. */
  readonly initiated: (physicalId: string) => void;
  /** The same without an event: the id is used only if the creation fails. */
  readonly keepId: (physicalId: string) => void;
}

/** A service's constraints on names. */
export interface NameLimit {
  readonly maxLength: number;
  readonly lowerCase?: true;
}

/** Context of an update, with the previous state. */
export interface UpdateContext<Properties> extends ResourceContext {
  readonly physicalId: string;
  readonly previous: Properties;
}

/** Context of a deletion. */
export interface RemoveContext<Properties> extends ResourceContext {
  readonly properties: Properties;
}

/** A resource type with its property types erased; {@link resourceType} has checked them. */
export interface AnyResourceType extends Omit<ResourceType, 'create' | 'update' | 'remove' | 'createOnly'> {
  readonly createOnly?: readonly string[];
  create(properties: never, context: ResourceContext): Promise<Handled>;
  update?(properties: never, context: UpdateContext<never>): Promise<Partial<Handled> | void>;
  remove(physicalId: string, context: RemoveContext<never>): Promise<void>;
}

/** Infers the types of a resource's functions from its properties. */
export const resourceType = <const F extends Fields>(type: ResourceType<F>): ResourceType<F> => type;

/** A resource failure whose message CloudFormation shows verbatim. */
export class ResourceError extends Error {}

/**
 * An update that was refused before anything was sent, so that a rollback has nothing to change back.
 *
 * @see https://github.com/cloudcomponents/cdk-constructs/issues/197 for a stack that ends as UPDATE_ROLLBACK_COMPLETE
 */
export class RefusedUpdate extends ResourceError {}
