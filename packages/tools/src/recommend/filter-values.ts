import {
  DescribeFilterCommand,
  ListFiltersCommand,
  ResourceNotFoundException,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { dateParametersOf, dateValues } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { filterArnOf } from './recommend';
import { stackFilters, type StackOutputs } from '../deployed/stack-outputs';

/**
 * The current values of a filter's date placeholders; `undefined` if it has none.
 *
 * @param filter its name in the settings, or the name of any filter of the dataset group
 * @throws Error that lists the filters, if there is none with that name
 */
export async function filterValuesOf(
  client: Pick<PersonalizeClient, 'send'>,
  outputs: StackOutputs,
  filter: string,
  nowMs: number,
): Promise<Record<string, string> | undefined> {
  const filterArn = filterArnOf(outputs, filter);
  const { filter: found } = await client
    .send(new DescribeFilterCommand({ filterArn }))
    .catch(async (cause: unknown) => {
      if (!(cause instanceof ResourceNotFoundException)) throw cause;
      const names = await filterNames(client, outputs);
      const others = names.length > 0 ? `Filters: ${names.join(', ')}.` : 'The setting filters makes some.';
      throw new Error(`There is no filter "${filter}".${didYouMean(filter, names)} ${others}`, { cause });
    });
  return dateValues(dateParametersOf(parseFilter(found?.filterExpression ?? '')) ?? [], nowMs);
}

/** Names of the dataset group's filters: their names in the settings, or their own. */
async function filterNames(
  client: Pick<PersonalizeClient, 'send'>,
  outputs: StackOutputs,
): Promise<string[]> {
  const ofStack = stackFilters(outputs);
  const arns = [...ofStack.values()];
  const { Filters = [] } = await client.send(
    new ListFiltersCommand({ datasetGroupArn: outputs.DatasetGroupArn }),
  );
  const others = Filters.filter(({ filterArn = '' }) => !arns.includes(filterArn));
  return [...ofStack.keys(), ...others.map(({ name = '' }) => name)];
}
