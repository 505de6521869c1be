import { SCHEMA_RULES } from '../data/schema-rules';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';

/** A request's context: accepted but unused, as models learn only from ids, event types and times. */
export const CONTEXT = {
  type: 'map',
  max: 150,
  key: { type: 'string', max: 150, pattern: /[A-Za-z\d_]+/ },
  of: { type: 'string', max: 1000 },
} as const;

/**
 * Checks a request's context against the Interactions dataset's non-reserved columns.
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
      `context has ${unknown.join(', ')}, which is not a contextual column of the Interactions dataset. ` +
        `It has: ${allowed.join(', ') || 'none'}.`,
    );
}
