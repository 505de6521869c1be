import type { Resource, Stateful } from './resource';
import type { ResourceView } from './resource-view';

/** A filter. */
export interface Filter extends Resource, Stateful {
  readonly name: string;
  readonly datasetGroupArn: string;
  readonly filterExpression: string;
}

const SUMMARY = [
  'name',
  'datasetGroupArn',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Filter.html */
export const FILTER: ResourceView<Filter> = {
  arn: 'filterArn',
  described: [...SUMMARY, 'filterExpression'],
  summary: SUMMARY,
};
