import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock } from '../../../clock';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../../bounded-json';
import { limited } from './data-limit';
import { DefinitionError } from './definition-error';
import { isObject, type Json, type JsonObject } from './json';
import { StateError } from './state-error';

/** Variables of expressions. */
export interface JsonataScope {
  /** `$name` */
  readonly variables: JsonObject;
  /** `$states`: input, context, result, errorOutput. */
  readonly states: JsonObject;
  readonly clock: Pick<Clock, 'now'>;
}

/** The expression in a text `{% … %}`; undefined for any other value. */
export const expressionIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^\{%(.*)%\}$/s.exec(value)?.[1].trim() : undefined;

/** A failed evaluation, and the field with the expression. */
export class QueryEvaluationError extends StateError {
  constructor(
    expression: string,
    readonly location: string,
    what: string,
  ) {
    super(
      'States.QueryEvaluationError',
      `The JSONata expression '${expression}' specified for the field '${location}' ${what}`,
    );
  }
}

/** Checks all expressions in a value. @throws DefinitionError */
export function checkExpressions(value: unknown, field: string): void {
  const expression = expressionIn(value);
  if (expression !== undefined) {
    try {
      parsed(expression);
    } catch (error) {
      throw new DefinitionError(`The JSONata expression at ${field} cannot be parsed: ${messageOf(error)}`);
    }
  } else if (Array.isArray(value)) value.forEach((entry, at) => checkExpressions(entry, `${field}[${at}]`));
  else if (isObject(value))
    for (const [name, member] of Object.entries(value)) checkExpressions(member, `${field}/${name}`);
}

/**
 * Evaluates all expressions in a value.
 *
 * @param field - where it is: `Output`
 * @throws StateError `States.QueryEvaluationError`, `States.DataLimitExceeded`
 */
export async function evaluate(value: Json, field: string, scope: JsonataScope): Promise<Json> {
  const expression = expressionIn(value);
  if (expression !== undefined) return evaluateExpression(expression, field, scope);
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const [at, entry] of (value as readonly Json[]).entries())
      list.push(await evaluate(entry, `${field}[${at}]`, scope));
    return list;
  }
  if (!isObject(value)) return value;
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value))
    members[name] = await evaluate(member, `${field}/${name}`, scope);
  return members;
}

async function evaluateExpression(expression: string, field: string, scope: JsonataScope): Promise<Json> {
  const { variables, states, clock } = scope;
  const bindings = { ...variables, states, ...functionsAt(clock), [DEADLINE]: performance.now() + MAX_MS };
  let result: unknown;
  try {
    result = await parsed(expression).evaluate(undefined, bindings);
  } catch (error) {
    throw new QueryEvaluationError(
      expression,
      field,
      `threw an error during evaluation. ${messageOf(error)}`,
    );
  }
  // Arrays of JSONata have additional members, and functions are not JSON.
  const text = JSON.stringify(result) as string | undefined;
  if (text === undefined) throw new QueryEvaluationError(expression, field, 'returned nothing (undefined).');
  return limited(`The result of ${field}`, JSON.parse(text) as Json);
}

/** Code and message of a JSONata error, which is not an instance of Error. */
function messageOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return code === undefined ? String(message ?? error) : `${code}: ${message}`;
}

/** Parsed expressions by text: those of definitions, evaluated again and again. */
const expressions = new Map<string, jsonata.Expression>();
const MAX_EXPRESSIONS = 1_000;

function parsed(text: string): jsonata.Expression {
  let expression = expressions.get(text);
  if (!expression) {
    expression = jsonata(text);
    expression.assign(ON_STEP, checkDeadline);
    if (expressions.size >= MAX_EXPRESSIONS) expressions.clear();
    expressions.set(text, expression);
  }
  return expression;
}

/** Name of the hook that the library calls before each step. */
const ON_STEP = Symbol.for('jsonata.__evaluate_entry') as unknown as string;
/** Name of the variable with an evaluation's deadline. Expressions cannot contain it. */
const DEADLINE = ' deadline';
/** An evaluation blocks the event loop. */
const MAX_MS = 1_000;

function checkDeadline(
  _step: unknown,
  _input: unknown,
  environment: { lookup(name: string): unknown },
): void {
  if (performance.now() > (environment.lookup(DEADLINE) as number))
    throw new Error(`It took more than ${MAX_MS} ms, the embedded AWS's limit.`);
}

const FORMATTED = '$fromMillis(ms, picture, timezone)';
const MAX_RANGE = 1_000;

/**
 * Functions that Step Functions adds to JSONata's, or replaces.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
const functionsAt = (clock: Pick<Clock, 'now'>): Record<string, unknown> => ({
  eval: () => {
    throw new Error('$eval is not supported; $parse reads JSON.');
  },
  hash: (data: unknown, algorithm: string) =>
    createHash(algorithm.replace('SHA-', 'sha').toLowerCase())
      .update(typeof data === 'string' ? data : JSON.stringify(data))
      .digest('hex'),
  millis: () => Math.floor(clock.now()),
  now: (picture?: string, timezone?: string) =>
    picture === undefined
      ? new Date(clock.now()).toISOString()
      : parsed(FORMATTED).evaluate({ ms: Math.floor(clock.now()), picture, timezone }),
  parse: (text: string) => parseBoundedJson(text, MAX_DOCUMENT_LEVELS),
  partition: (list: readonly unknown[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_chunk, at) =>
      list.slice(at * size, (at + 1) * size),
    ),
  random: (seed?: number) => (seed === undefined ? Math.random() : seeded(seed)),
  range: (first: number, last: number, step: number) => {
    const count = Math.floor((last - first) / step) + 1;
    if (!(count <= MAX_RANGE))
      throw new Error(`$range makes at most ${MAX_RANGE} numbers, asked for ${count}.`);
    return Array.from({ length: Math.max(0, count) }, (_number, at) => first + at * step);
  },
  uuid: () => randomUUID(),
});

/** A number from 0 to 1, the same for the same seed; AWS computes a different one. */
const seeded = (seed: number): number =>
  createHash('sha256').update(String(seed)).digest().readUInt32BE() / 2 ** 32;
