import type { CustomResourceEvent } from './custom-resource-event';

/** What tells the log lines of one custom resource's request from those of another. */
export interface TransitionFields {
  /** CloudFormation's request: the same on each of its lines, in both functions. */
  readonly correlation_id: string;
  readonly stack: string;
  readonly request: string;
  /** Logical id. */
  readonly resource: string;
  /** Physical id; for what Personalize has, its ARN. */
  readonly id?: string;
}

/**
 * Names one by one what may be logged of a request: the event holds the URL that answers CloudFormation, too, and whoever
 * reads that could answer in the handler's place.
 */
export const transitionFields = (event: CustomResourceEvent<unknown>): TransitionFields => ({
  correlation_id: event.RequestId,
  stack: event.StackId,
  request: event.RequestType,
  resource: event.LogicalResourceId,
  id: event.PhysicalResourceId,
});
