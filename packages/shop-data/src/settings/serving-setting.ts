import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { LISTABLE, type Serving, type ShopServing } from '../lists/serving';
import { oneOf, parseObject, SettingProblem, type Kind, type Parse } from './setting-kinds';

const WAY: Kind<Serving> = oneOf('live', 'lists');

/**
 * `live` or `lists`, or an object from use cases to these, also as JSON text.
 *
 * @throws SettingProblem that names the use case
 */
const parseServing: Parse<ShopServing> = (raw, root) => {
  const way = WAY.parse(raw, root);
  if (way !== undefined) return way;
  const given = parseObject(raw);
  if (!given) return undefined;
  return Object.fromEntries(Object.entries(given).map(([name, got]) => [useCaseOf(name), wayOf(name, got)]));
};

function useCaseOf(name: string): UseCaseName {
  const found = USE_CASE_NAMES.find((one) => one === name);
  if (found) return found;
  throw new SettingProblem(
    `It has the unknown use case ${name}, allowed are ${USE_CASE_NAMES.join(', ')}. ` +
      `Did you mean ${nearestName(name, USE_CASE_NAMES)}?`,
  );
}

function wayOf(name: string, got: unknown): Serving {
  const way = WAY.parse(got, '');
  if (way === undefined)
    throw new SettingProblem(`${name} is ${JSON.stringify(got)}, allowed is ${WAY.allowed}.`);
  if (way === 'lists' && !LISTABLE.includes(useCaseOf(name)))
    throw new SettingProblem(
      `${name} is lists, but it answers every user differently. Leave it live; lists are for ${LISTABLE.join(', ')}.`,
    );
  return way;
}

/** How the use cases answer. */
export const SERVING: Kind<ShopServing> = {
  parse: parseServing,
  allowed: `live or lists, or a JSON object from use cases to these`,
  schema: {
    anyOf: [
      WAY.schema,
      {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          USE_CASE_NAMES.map((name) => [name, LISTABLE.includes(name) ? WAY.schema : { enum: ['live'] }]),
        ),
      },
    ],
  },
};
