import type { Fields, InputOf } from '../../../gateway/shape';
import type { AwsCall, Platform } from '../../../platform';
import type { CustomResourceResponses } from './custom-resource-responses';

/**
 * How CloudFormation handles one type of resource, in terms of the calls of the service that owns it.
 * Functions throw AwsError, or ResourceError for words that shall stand in the events as they are.
 */
export interface ResourceType<F extends Fields = Fields> {
  /** The properties that it accepts; any other makes the creation fail. */
  readonly properties: F;
  /** Accepts any further property: custom resources alone. */
  readonly hasOwnProperties?: true;
  /** Properties, or by a path members of them, that cannot change: another value is another resource. */
  readonly createOnly?: readonly ((keyof F & string) | `${keyof F & string}.${string}`)[];
  /** Replaces by deleting the old resource first, where two cannot exist side by side. */
  readonly replacement?: 'delete-then-create';
  create(properties: InputOf<F>, context: ResourceContext): Promise<Handled>;
  /** Must be there unless every property is create-only. */
  update?(properties: InputOf<F>, context: UpdateContext<InputOf<F>>): Promise<Partial<Handled> | void>;
  /** Deletes; a resource that is already gone is not an error. */
  remove(physicalId: string, context: RemoveContext<InputOf<F>>): Promise<void>;
}

/** A resource as it is after its creation or update. */
export interface Handled {
  /** What Ref gives. After an update, another one than before tells that the resource was replaced. */
  readonly physicalId: string;
  /** What Fn::GetAtt gives. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Where a resource is, and what it may use. */
export interface ResourceContext {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** `Custom::Anything` for custom resources. */
  readonly type: string;
  readonly platform: Platform;
  readonly responses: CustomResourceResponses;
  /** Calls as the stack's role or, without one, as who asked for the deployment. */
  readonly aws: AwsCall;
  /** Aborts when the operation is cancelled. */
  readonly signal: AbortSignal;
  /** A physical name as CloudFormation makes them up: `STACK-LogicalId-RANDOM`. */
  readonly newName: (limit: NameLimit) => string;
  /** Says, before the creation is complete, which resource it is that is created. */
  readonly initiated: (physicalId: string) => void;
  /** The same, but without an event: the id is used only if the creation fails. */
  readonly keepId: (physicalId: string) => void;
}

/** What a service demands of a name. */
export interface NameLimit {
  readonly maxLength: number;
  readonly lowerCase?: true;
}

/** What an update knows of the resource before it. */
export interface UpdateContext<Properties> extends ResourceContext {
  readonly physicalId: string;
  readonly previous: Properties;
}

/** What a deletion knows of the resource. */
export interface RemoveContext<Properties> extends ResourceContext {
  readonly properties: Properties;
}

/** A resource type as the engine sees it; {@link resourceType} has checked that its functions fit its properties. */
export interface AnyResourceType extends Omit<ResourceType, 'create' | 'update' | 'remove' | 'createOnly'> {
  readonly createOnly?: readonly string[];
  create(properties: never, context: ResourceContext): Promise<Handled>;
  update?(properties: never, context: UpdateContext<never>): Promise<Partial<Handled> | void>;
  remove(physicalId: string, context: RemoveContext<never>): Promise<void>;
}

/** Ties the types of a resource's functions to its properties. */
export const resourceType = <const F extends Fields>(type: ResourceType<F>): ResourceType<F> => type;

/** A failure of a resource in words that CloudFormation shows as they are. */
export class ResourceError extends Error {}
