import { DescribeFilterCommand, type PersonalizeClient } from '@aws-sdk/client-personalize';
import { dateParametersOf, dateValues } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { filterArnOf } from './recommend';
import type { StackOutputs } from '../deployed/stack-outputs';

/**
 * The values that a filter's placeholders for days have now; `undefined` without such placeholders.
 *
 * @param filter by its name in the settings, otherwise any filter of the dataset group
 */
export async function filterValuesOf(
  client: Pick<PersonalizeClient, 'send'>,
  outputs: StackOutputs,
  filter: string,
  nowMs: number,
): Promise<Record<string, string> | undefined> {
  const filterArn = filterArnOf(outputs, filter);
  const { filter: found } = await client.send(new DescribeFilterCommand({ filterArn }));
  return dateValues(dateParametersOf(parseFilter(found?.filterExpression ?? '')) ?? [], nowMs);
}
