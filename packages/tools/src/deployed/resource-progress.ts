/** Progress of a resource's creation, update or deletion. */
export interface ResourceProgress {
  readonly logicalId: string;
  readonly type: string;
  /** `CREATE_IN_PROGRESS`, `CREATE_COMPLETE`, `DELETE_FAILED`, … */
  readonly status: string;
  /** Milliseconds since the Unix epoch, on AWS's clock. */
  readonly begunMs: number;
  /** Absent while in progress. */
  readonly endedMs?: number;
  /** Reason of a failure. */
  readonly reason?: string;
}
