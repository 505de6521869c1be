import {
  actionsOf,
  globalConditionKeys,
  matcherOf,
  referenceOf,
  type ActionReference,
  type ResourceTypeReference,
} from './service-authorization';

/** A statement with texts in place of references. */
export interface ResolvedStatement {
  readonly effect: string;
  readonly actions: readonly string[];
  /** Empty in a trust policy. */
  readonly resources: readonly string[];
  /** Whether the policy is a resource's: a key's policy calls the key `*`. */
  readonly isOfResource: boolean;
  readonly conditionKeys: readonly string[];
}

/** All statements of a role, or of a resource's policy. */
export interface ResolvedPolicy {
  /** Logical id. */
  readonly of: string;
  readonly statements: readonly ResolvedStatement[];
}

/** Something that the reference contradicts. */
export interface Finding {
  readonly of: string;
  /** From 1; undefined if no statement does what one should. */
  readonly statement?: number;
  readonly action: string;
  readonly problem: string;
}

/** What the service authorization reference contradicts in a policy. */
export async function findingsIn({ of, statements }: ResolvedPolicy): Promise<Finding[]> {
  const found = statements.map(async (statement, at) =>
    (await problemsOf(statement)).map((one) => ({ of, statement: at + 1, ...one })),
  );
  return [...(await Promise.all(found)).flat(), ...(await lacking(of, statements))];
}

type Problem = Omit<Finding, 'of' | 'statement'>;

async function problemsOf(statement: ResolvedStatement): Promise<Problem[]> {
  const { resources, isOfResource, conditionKeys } = statement;
  const problems = statement.actions.map(async (action): Promise<Problem[]> => {
    if (action === '*') return [];
    const meant = await Promise.all((await actionsOf(action)).map(referenceOf));
    if (meant.length === 0) return [{ action, problem: 'no such action' }];
    return [
      ...resources.flatMap((resource) => resourceProblem(resource, meant, isOfResource)),
      ...conditionKeys
        .filter((key) => !meant.some((one) => isKey(key, [...one.conditionKeys, ...globalConditionKeys])))
        .map((key) => `does not know the condition key ${key}`),
    ].map((problem) => ({ action, problem }));
  });
  return (await Promise.all(problems)).flat();
}

/** @param meant - the actions of one name, which may have a wildcard */
function resourceProblem(
  resource: string,
  meant: readonly ActionReference[],
  isOfResource: boolean,
): string[] {
  const types = meant.flatMap(({ resourceTypes }) => resourceTypes);
  if (resource === '*')
    return isOfResource || types.every(({ isRequired }) => !isRequired)
      ? []
      : [`is allowed on *, but has the resource types ${namesOf(types)}`];
  if (types.some((type) => fits(resource, type))) return [];
  return types.length === 0
    ? [`has no resource types: its resource must be *, not ${resource}`]
    : [`${resource} is none of its resource types ${namesOf(types)}`];
}

const namesOf = (types: readonly ResourceTypeReference[]): string =>
  [...new Set(types.map(({ name }) => name))].join(', ');

/** Actions that a role is allowed without a resource of a type that AWS requires. */
async function lacking(of: string, statements: readonly ResolvedStatement[]): Promise<Finding[]> {
  const allowing = statements.filter(({ effect, isOfResource }) => effect === 'Allow' && !isOfResource);
  const actions = new Set(allowing.flatMap((statement) => statement.actions));
  const found = [...actions].map(async (action) => {
    const [only, ...others] = await actionsOf(action);
    if (!only || others.length > 0) return [];
    const resources = allowing.flatMap((one) => (one.actions.includes(action) ? one.resources : []));
    return (await referenceOf(only)).resourceTypes
      .filter((type) => type.isRequired && !resources.some((one) => one === '*' || fits(one, type)))
      .map(({ name }) => ({ of, action, problem: `is allowed on no ${name}, which it requires` }));
  });
  return (await Promise.all(found)).flat();
}

/** Types whose names have no slash: a version is no solution, an object no bucket. */
const ONE_NAME = /^arn:[^/]*:(personalize:.*:solution\/|s3:::)\$\{\w+\}$/;

/** Whether a pattern matches an ARN of the type. */
const fits = (pattern: string, { arns }: ResourceTypeReference): boolean =>
  arns.some((arn) => {
    const parts = partsOf(pattern);
    const types = partsOf(arn);
    if (ONE_NAME.test(arn) && parts[5].split('/').length !== types[5].split('/').length) return false;
    return parts.every((part, at) => haveCommon(part, types[at]));
  });

/** Five parts of an ARN and the rest, with `*` for placeholders. */
function partsOf(arn: string): string[] {
  const parts = arn.replace(/\$\{\w+\}/g, '*').split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Whether some text matches both patterns. For two patterns with wildcards, their starts and ends must be compatible. */
function haveCommon(one: string, other: string): boolean {
  if (!one.includes('*')) return matcherOf(other)(one);
  if (!other.includes('*')) return matcherOf(one)(other);
  const [start, otherStart] = [one, other].map((text) => text.slice(0, text.indexOf('*')));
  const [end, otherEnd] = [one, other].map((text) => text.slice(text.lastIndexOf('*') + 1));
  return (
    (start.startsWith(otherStart) || otherStart.startsWith(start)) &&
    (end.endsWith(otherEnd) || otherEnd.endsWith(end))
  );
}

/** Whether a condition key is among those of the reference, whose `${…}` and `<…>` stand for any text. */
const isKey = (key: string, keys: readonly string[]): boolean =>
  keys.some((one) => matcherOf(one.replace(/\$\{\w+\}|<\w+>/g, '*').toLowerCase())(key.toLowerCase()));
