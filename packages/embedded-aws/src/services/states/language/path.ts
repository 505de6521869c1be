import { DefinitionError } from './definition-error';
import { isObject, type Json, type JsonObject } from './json';

/** Roots of paths. */
export interface Scope {
  /** `$`. */
  readonly input: Json;
  /** `$$`: the context object. */
  readonly context: Json;
  /** `$name` */
  readonly variables: JsonObject;
}

/** The scope of a state with that input. */
export const scopeOf = (input: Json, { context, variables }: Omit<Scope, 'input'>): Scope => ({
  input,
  context,
  variables,
});

/** A parsed path. */
export interface Path {
  readonly root: keyof Scope;
  readonly steps: readonly Step[];
}

/** A member name, an index, or a wildcard. */
type Step = string | number | typeof EVERY;

const EVERY = Symbol('*');
const STEP = /\.(?<name>[^\s.[\]'"*()?@,:$]+)|\[(?<index>\d+)\]|\[(?<quoted>'[^']*'|"[^"]*")\]|\.\*|\[\*\]/y;

/**
 * Parses a path of names, indexes and wildcards.
 *
 * @throws DefinitionError for other JSONPath features: filters, slices, `..`
 */
export function parsePath(text: string): Path {
  const root = text.startsWith('$$') ? 'context' : /^\$[A-Za-z_]/.test(text) ? 'variables' : 'input';
  const refuse = (): DefinitionError =>
    new DefinitionError(
      `The embedded AWS cannot read the path '${text}': it takes $, $$ or $variable with .name, ['name'], [0] and [*]`,
    );
  if (!text.startsWith('$')) throw refuse();
  const steps: Step[] = [];
  STEP.lastIndex = root === 'context' ? 2 : 1;
  if (root === 'variables') {
    const [name] = /\w+/.exec(text)!;
    steps.push(name);
    STEP.lastIndex = 1 + name.length;
  }
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) throw refuse();
    const { name, index, quoted } = match.groups!;
    steps.push(index !== undefined ? Number(index) : (name ?? quoted?.slice(1, -1) ?? EVERY));
  }
  return { root, steps };
}

/**
 * Parses a path that can be written to.
 *
 * @throws DefinitionError for a wildcard or a context path
 */
export function parseReferencePath(text: string): readonly (string | number)[] {
  const { root, steps } = parsePath(text);
  const names = steps.filter((step) => step !== EVERY);
  if (root === 'input' && names.length === steps.length) return names;
  throw new DefinitionError(`'${text}' is not a reference path: it must begin with $ and hold no wildcard`);
}

/** The value at a path, a list if it has wildcards, or undefined. */
export function readPath(text: string, scope: Scope): Json | undefined {
  const { root, steps } = parsePath(text);
  let found: Json[] = [scope[root]];
  for (const step of steps) found = found.flatMap((value) => follow(value, step));
  return steps.includes(EVERY) ? found : found[0];
}

function follow(value: Json, step: Step): readonly Json[] {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (step === EVERY) return list;
    return typeof step === 'number' && step < list.length ? [list[step]] : [];
  }
  if (!isObject(value)) return [];
  if (step === EVERY) return Object.values(value);
  return typeof step === 'string' && Object.hasOwn(value, step) ? [value[step]] : [];
}
