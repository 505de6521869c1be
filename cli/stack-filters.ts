import type { StackOutputs } from './stack-outputs';

/** ARNs of the filters that a stack has made, by the names that its settings give them. */
export const stackFilters = ({ FilterArns = '{}' }: StackOutputs): ReadonlyMap<string, string> =>
  new Map(Object.entries(JSON.parse(FilterArns) as Record<string, string>));
