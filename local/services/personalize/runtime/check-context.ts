import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import { SCHEMA_RULES } from '../data/schema-rules';

/**
 * Holds the context of a request against the columns of its own that the Interactions dataset has.
 *
 * @throws AwsError `InvalidInputException`
 * @see https://docs.aws.amazon.com/personalize/latest/dg/contextual-metadata.html
 */
export function checkContext(
  context: Readonly<Record<string, string>>,
  datasetGroupArn: string,
  store: PersonalizeStore,
): void {
  const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
  const columns = dataset ? store.schemas.mustGet(dataset.schemaArn).parsed.columns : [];
  const { reserved } = SCHEMA_RULES.ECOMMERCE.INTERACTIONS;
  const allowed = columns.map(({ name }) => name).filter((name) => !Object.hasOwn(reserved, name));
  const unknown = Object.keys(context).filter((key) => !allowed.includes(key));
  if (unknown.length > 0)
    throw invalidInput(
      `context has ${unknown.join(', ')}, which is no contextual column of the Interactions dataset. ` +
        `It has: ${allowed.join(', ') || 'none'}.`,
    );
}
