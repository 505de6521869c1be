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
