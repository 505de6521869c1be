import type { Diversify } from '../contracts/api';
import { datasetsOf } from '../mapping/datasets-of';
import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, SettingProblem, type Kind, type Parse } from './setting-kinds';

const MEMBERS: readonly string[] = ['by', 'max'];

/** As many as an answer of the API can have. */
const MAX = 50;

/**
 * An object, also as JSON text; nothing, `''` or `null`, for answers as they come.
 *
 * @throws SettingProblem that names the member
 */
const parseDiversify: Parse<Diversify | null> = (raw, _, mapping) => {
  if (raw === '' || raw === null) return null;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const columns = (datasetsOf(mapping).ITEMS?.schema.fields ?? []).flatMap(({ name, categorical }) =>
    categorical ? [name] : [],
  );
  const { by, max } = given;
  if (columns.length === 0)
    throw new SettingProblem(
      `by is ${JSON.stringify(by)}, but the items have no categorical column. Leave diversify out, or add one to the setting data.`,
    );
  const known = columns.find((name) => name === by);
  if (known === undefined)
    throw memberProblem('by', by, `a categorical column of the items: ${columns.join(', ')}`);
  if (!isCount(max)) throw memberProblem('max', max, `a whole number of items from 1 to ${MAX}`);
  return { by: known, max };
};

const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX;

/** How many items of a category an answer of the API may have; null for any number. */
export const DIVERSIFY: Kind<Diversify | null> = {
  parse: parseDiversify,
  allowed: 'a JSON object such as {"by":"CATEGORY_L1","max":3}, or nothing',
  schema: {
    anyOf: [
      { enum: ['', null] },
      {
        type: 'object',
        additionalProperties: false,
        required: ['by', 'max'],
        properties: { by: { type: 'string' }, max: { type: 'integer', minimum: 1, maximum: MAX } },
      },
    ],
  },
};
