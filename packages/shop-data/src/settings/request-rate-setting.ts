import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { RequestRateBounds, RequestBounds } from '../request-bounds';
import { memberProblem, refuseUnknownMembers } from './members';
import {
  parseObject,
  SettingProblem,
  wholeNumber,
  type JsonSchema,
  type Kind,
  type Parse,
} from './setting-kinds';
import { MAX_REQUESTS_PER_SECOND } from './use-cases-setting';

const MEMBERS = ['min', 'max'] as const satisfies readonly (keyof RequestBounds)[];

const RATE = wholeNumber(
  { minimum: 1, maximum: MAX_REQUESTS_PER_SECOND },
  `a whole number from 1 to ${MAX_REQUESTS_PER_SECOND}`,
);

/** Bounds of `auto`: from what the service provisions by default to ten times as much. */
const AUTO: RequestBounds = { min: 1, max: 10 };

/**
 * Bounds for all live use cases, `auto` for {@link AUTO}, or an object from use cases to bounds, also as JSON text; nothing,
 * `''` or `null`, stands for rates that stay as they are deployed.
 *
 * @throws SettingProblem that names the use case and the member
 */
const parseRequestRate: Parse<RequestRateBounds | null> = (raw) => {
  if (raw === '' || raw === null) return null;
  if (raw === 'auto') return AUTO;
  const given = parseObject(raw);
  if (!given || Object.keys(given).length === 0) return undefined;
  if (MEMBERS.some((name) => name in given)) return boundsOf('', given);
  return Object.fromEntries(
    Object.entries(given).map(([name, got]) => [
      useCaseOf(name),
      boundsOf(` of ${name}`, parseObject(got) ?? {}),
    ]),
  );
};

function useCaseOf(name: string): UseCaseName {
  const found = USE_CASE_NAMES.find((one) => one === name);
  if (found) return found;
  throw new SettingProblem(
    `It has the unknown use case ${name}, allowed are ${USE_CASE_NAMES.join(', ')}, or min and max for all. ` +
      `Did you mean ${nearestName(name, USE_CASE_NAMES)}?`,
  );
}

/** @param of whose, in messages */
function boundsOf(of: string, given: Readonly<Record<string, unknown>>): RequestBounds {
  refuseUnknownMembers(given, MEMBERS, (name) => `${name}${of}`);
  const [min, max] = MEMBERS.map((name) => {
    const rate = RATE.parse(given[name], '');
    if (rate === undefined) throw memberProblem(`${name}${of}`, given[name], RATE.allowed);
    return rate;
  });
  if (max <= min)
    throw memberProblem(
      `max${of}`,
      max,
      `more than min, which is ${min}; a rate that stays is an option of the use case`,
    );
  return { min, max };
}

const BOUNDS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: MEMBERS,
  properties: Object.fromEntries(MEMBERS.map((name) => [name, RATE.schema])),
};

/** Bounds of the provisioned rates that follow use; null for none. */
export const REQUEST_RATE: Kind<RequestRateBounds | null> = {
  parse: parseRequestRate,
  allowed:
    'auto for {"min":1,"max":10}, a JSON object such as that, one from use cases to such objects, or nothing',
  schema: {
    anyOf: [
      { enum: ['', null, 'auto'] },
      BOUNDS,
      {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: Object.fromEntries(USE_CASE_NAMES.map((name) => [name, BOUNDS])),
      },
    ],
  },
};
