import {
  isField,
  parametersOf,
  type Condition,
  type FilterExpression,
  type Value,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { invalidInput } from '../errors';

/** Placeholder values by name, as in a request: `"shoes","boots"` or `12.5`. */
export type FilterValues = Readonly<Record<string, string>>;

/**
 * Substitutes placeholders. An EXCLUDE expression with a missing value is dropped.
 *
 * @throws AwsError `InvalidInputException` for a value missing from an INCLUDE expression, an unknown
 *   placeholder, or an unparsable value
 * @see https://docs.aws.amazon.com/personalize/latest/dg/filter-real-time.html
 */
export function bindFilter(
  expressions: readonly FilterExpression[],
  filterValues: FilterValues = {},
): readonly FilterExpression[] {
  const values = JSON.stringify(filterValues);
  let ofFilter = bound.get(expressions);
  if (!ofFilter) bound.set(expressions, (ofFilter = new Map<string, readonly FilterExpression[]>()));
  let found = ofFilter.get(values);
  if (!found) {
    found = bindAnew(expressions, filterValues);
    if (ofFilter.size === MAX_BOUND) ofFilter.clear();
    ofFilter.set(values, found);
  }
  return found;
}

/** Cache of bound filters, by values as JSON: shops repeat the same few. */
const bound = new WeakMap<readonly FilterExpression[], Map<string, readonly FilterExpression[]>>();
const MAX_BOUND = 1_000;

function bindAnew(expressions: readonly FilterExpression[], filterValues: FilterValues): FilterExpression[] {
  const known = new Set(expressions.flatMap(parametersOf));
  const unknown = Object.keys(filterValues).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw invalidInput(
      `filterValues has ${unknown.join(', ')}, which the filter does not ask for. It asks for: ` +
        `${[...known].join(', ') || 'nothing'}.`,
    );
  return expressions.flatMap((expression) => {
    const missing = parametersOf(expression).filter((name) => !Object.hasOwn(filterValues, name));
    if (missing.length === 0) return [bindExpression(expression, filterValues)];
    if (expression.action === 'EXCLUDE') return [];
    throw invalidInput(
      `filterValues has no ${missing.join(', ')}. An INCLUDE expression needs a value for each of its placeholders.`,
    );
  });
}

function bindExpression({ action, where, when }: FilterExpression, values: FilterValues): FilterExpression {
  const bind = (condition: Condition): Condition => bindCondition(condition, values);
  return { action, where: where.map((conditions) => conditions.map(bind)), when: when.map(bind) };
}

function bindCondition(condition: Condition, filterValues: FilterValues): Condition {
  const { field, operator, against } = condition;
  if (isField(against)) return condition;
  const bound = against.flatMap((value): readonly Value[] => {
    if (value.kind !== 'parameter') return [value];
    const { name } = value;
    const text = filterValues[name].trim();
    if (operator === 'IN') return textsOf(name, text);
    // The value decides whether a user's field is text or number.
    return [field.dataset === 'USERS' ? oneOf(name, text) : numberOf(name, text)];
  });
  return { field, operator, against: bound };
}

const TEXT = /\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/sy;

function textsOf(name: string, list: string): Value[] {
  const texts: Value[] = [];
  TEXT.lastIndex = 0;
  let comma = ',';
  while (comma === ',') {
    const match = TEXT.exec(list);
    if (!match)
      throw invalidInput(
        `filterValues.${name} is ${list}. It must be comma-separated strings in double quotes: "one","two".`,
      );
    texts.push({ kind: 'text', text: match[1].replace(/\\(.)/gs, '$1') });
    comma = match[2];
  }
  return texts;
}

/** Numbers may be quoted. */
function numberOf(name: string, text: string): Value {
  const plain = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  const number = Number(plain);
  if (plain.trim() === '' || !Number.isFinite(number))
    throw invalidInput(
      `filterValues.${name} is ${text}. It is compared with a number and must be one number.`,
    );
  return { kind: 'number', number };
}

function oneOf(name: string, text: string): Value {
  if (!text.startsWith('"')) return numberOf(name, text);
  const [value, ...others] = textsOf(name, text);
  if (others.length > 0) throw invalidInput(`filterValues.${name} is ${text}. It must be one value.`);
  return value;
}
