/** What DescribeStackEvents tells of one step; statuses are CloudFormation's. */
export interface StackEvent {
  readonly eventId: string;
  /** Milliseconds since the Unix epoch; no two events of a stack have the same. */
  readonly timeMs: number;
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly clientRequestToken?: string;
}
