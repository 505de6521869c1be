import type { Context } from './context';
import type { Principal } from './principal';
import type { PolicyDocument, PolicyStatement } from '../policy-document';
import { conditionsHold } from './conditions-hold';

import { matchesArn } from './matches-arn';
import { matchesPattern } from './matches-pattern';

/** One action on one resource. */
export interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** By action, then by resource. */
type Answers = Map<string, Map<string, readonly PolicyStatement[]>>;

/** Cached resources per action. */
const MAX_KEPT = 1_000;

/** Undefined for documents whose patterns depend on more than action and resource. */
const kept = new WeakMap<PolicyDocument, Answers | undefined>();

/** Statements of a policy that match an action and resource and whose conditions hold. */
export function applyingStatements(policy: PolicyDocument, question: Question): readonly PolicyStatement[] {
  const matching = matchingStatements(policy, question);
  return matching.some(({ Condition }) => Condition)
    ? matching.filter((statement) => conditionsHold(statement, question.context))
    : matching;
}

/**
 * Statements that match an action and resource, whether or not their conditions hold. Cached, unless a pattern
 * depends on the caller.
 */
function matchingStatements(policy: PolicyDocument, question: Question): readonly PolicyStatement[] {
  const answers = answersOf(policy);
  if (!answers) return find(policy, question);
  const { action, resource } = question;
  let byResource = answers.get(action);
  if (!byResource) answers.set(action, (byResource = new Map<string, readonly PolicyStatement[]>()));
  let found = byResource.get(resource);
  if (!found) {
    if (byResource.size === MAX_KEPT) byResource.clear();
    byResource.set(resource, (found = find(policy, question)));
  }
  return found;
}

function answersOf(policy: PolicyDocument): Answers | undefined {
  if (!kept.has(policy)) kept.set(policy, hasVariables(policy) ? undefined : new Map());
  return kept.get(policy);
}

const hasVariables = ({ statements }: PolicyDocument): boolean =>
  statements.some(({ Action = [], NotAction = [], Resource = [], NotResource = [] }) =>
    [...Action, ...NotAction, ...Resource, ...NotResource].some((text) => text.includes('${')),
  );

const find = ({ statements }: PolicyDocument, question: Question): readonly PolicyStatement[] =>
  statements.filter(
    (statement) => isAboutAction(statement, question) && isAboutResource(statement, question),
  );

function isAboutAction({ Action, NotAction }: PolicyStatement, { action, context }: Question): boolean {
  const name = action.toLowerCase();
  const isNamed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesPattern(name, pattern.toLowerCase(), context));
  return Action ? isNamed(Action) : NotAction !== undefined && !isNamed(NotAction);
}

/** A trust policy names no resource; it applies to its role. */
function isAboutResource(
  { Resource, NotResource }: PolicyStatement,
  { resource, context }: Question,
): boolean {
  const isNamed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesArn(resource, pattern, context));
  if (Resource) return isNamed(Resource);
  return NotResource === undefined || !isNamed(NotResource);
}
