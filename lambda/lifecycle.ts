/**
 * What CDK's provider framework hands to `onEvent` and `isComplete`: CloudFormation's request.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export interface CustomResourceEvent<Properties> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  /** Absent on Create. */
  readonly PhysicalResourceId?: string;
  /** All scalars arrive as strings. */
  readonly ResourceProperties: Properties;
  /** Present on Update only. */
  readonly OldResourceProperties?: Properties;
}

/** What is still waited for, in words; `undefined` once the request is complete. */
export type WaitingFor = string | undefined;

/**
 * How one kind of custom resource comes and goes.
 *
 * `ensure` and `remove` look at what there is and take the next step towards what there should be. They are
 * called again and again, by more than one waiter at times, and remember nothing: so a repeated request, a
 * place that is not free yet and a resource that somebody changed by hand are all the same case.
 */
export interface Lifecycle<Properties> {
  /**
   * Known from the request alone. Whatever fails later, CloudFormation has an id to ask the deletion of:
   * the provider framework swallows a Delete for a Create that never got that far.
   */
  physicalId(event: CustomResourceEvent<Properties>): string;

  /**
   * Throws where a Create cannot be this stack's, before there is a physical id: no Delete follows then.
   * Changes nothing.
   */
  admit?(event: CustomResourceEvent<Properties>): Promise<void>;

  /**
   * One step of a Create or Update.
   *
   * @param minutes since the request came in
   */
  ensure(event: CustomResourceEvent<Properties>, minutes: number): Promise<WaitingFor>;

  /** What `Fn::GetAtt` gives, asked once a Create or Update is complete; undefined while it cannot be read yet. */
  attributes?(event: CustomResourceEvent<Properties>): Promise<Readonly<Record<string, string>> | undefined>;

  /**
   * One step of a Delete; what is already gone is complete. The physical id may be one that was never
   * returned, so the properties decide.
   *
   * @param minutes since the request came in
   */
  remove(event: CustomResourceEvent<Properties>, minutes: number): Promise<WaitingFor>;
}
