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
  /** Present only on Update. */
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
 * repeatedly, sometimes concurrently, and keep no state. So the same code handles a retried request, a name that is
 * not free yet, and a resource that somebody changed by hand.
 */
export interface Lifecycle<Properties> {
  /**
   * Derived from the request alone, so that CloudFormation has an id to delete whatever fails later: the provider framework drops
   * the Delete of a Create that never returned an id.
   *
   * Identifies what the Delete deletes. Two resources of a stack have the same id only if they represent the same thing.
   */
  physicalId(event: CustomResourceEvent<Properties>): string;

  /**
   * Throws if a Create conflicts with a resource of another owner. It is called before a physical id is returned,
   * because no Delete follows then. Changes nothing.
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
   * One step of a Delete. If the resource does not exist, the Delete is complete. The physical id may never have been
   * returned, so the properties identify the resource.
   *
   * @param minutes since the request came in
   */
  remove(event: CustomResourceEvent<Properties>, minutes: number): Promise<WaitingFor>;

  /** Set if `remove` deletes nothing. Then another resource of the stack may have the same physical id. */
  readonly deletesNothing?: true;
}
