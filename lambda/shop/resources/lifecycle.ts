/**
 * CloudFormation's request, as CDK's provider framework passes it to `onEvent` and `isComplete`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export interface CustomResourceEvent<Properties> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  /** Absent on Create. */
  readonly PhysicalResourceId?: string;
  /** All scalars arrive as strings. */
  readonly ResourceProperties: Properties;
  /** Present on Update only. */
  readonly OldResourceProperties?: Properties;
  /** When `onEvent` got the request, in milliseconds since 1970; present in `isComplete`. */
  readonly StartedAt?: number;
}

/** Describes what the request waits for; `undefined` once it is complete. */
export type WaitingFor = string | undefined;

/**
 * Create, update and delete of one kind of custom resource.
 *
 * `ensure` and `remove` compare the actual state with the desired one and take the next step. They are called
 * repeatedly, sometimes concurrently, and keep no state: so a retried request, a name that is not free yet and a
 * resource that somebody changed by hand are all the same case.
 */
export interface Lifecycle<Properties> {
  /**
   * Derived from the request alone, so that CloudFormation has an id to delete whatever fails later: the provider
   * framework drops the Delete for a Create that never returned an id.
   *
   * Names what the Delete deletes: two resources of a stack have the same id only if they are the same.
   */
  physicalId(event: CustomResourceEvent<Properties>): string;

  /**
   * Throws if a Create conflicts with a resource of another owner, before a physical id is returned: no Delete follows
   * then. Changes nothing.
   */
  admit?(event: CustomResourceEvent<Properties>): Promise<void>;

  /**
   * One step of a Create or Update.
   *
   * @param minutes since the request came in
   */
  ensure(event: CustomResourceEvent<Properties>, minutes: number): Promise<WaitingFor>;

  /** Attributes for `Fn::GetAtt`, read once a Create or Update is complete; `undefined` while they cannot be read yet. */
  attributes?(event: CustomResourceEvent<Properties>): Promise<Readonly<Record<string, string>> | undefined>;

  /**
   * One step of a Delete; a resource that does not exist is complete. The physical id may never have been returned, so
   * the properties decide.
   *
   * @param minutes since the request came in
   */
  remove(event: CustomResourceEvent<Properties>, minutes: number): Promise<WaitingFor>;

  /** Set if `remove` deletes nothing, so that it does not matter whether another resource of the stack has the physical id. */
  readonly deletesNothing?: true;
}
