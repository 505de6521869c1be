import type { FilterExpression } from '../../../domain/filters/filter-expression';
import type { Resource, Stateful } from './resource';
import type { ResourceView } from './resource-view';

/** A filter. */
export interface Filter extends Resource, Stateful {
  readonly name: string;
  readonly datasetGroupArn: string;
  readonly filterExpression: string;
  /** The expression as it was read. */
  readonly expressions: readonly FilterExpression[];
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
