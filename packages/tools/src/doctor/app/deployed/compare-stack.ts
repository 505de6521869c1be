import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { ok, problem, warning, type Finding, type NamedFinding } from '../../check';
import { deletion, isBeingDeleted, isSettling, named, nounOf, type Compared } from './compared';
import type { Held } from './deployed-stack';
import { differences } from './differences';
import { isHeldBy } from './is-held-by';
import { outside } from './outside';
import type { Found } from './personalize-contents';
import { KINDS, type Kind } from './personalize-kinds';

/** A resource of the stack, and what exists of it. */
interface Pair {
  readonly held: Held;
  readonly found: Found | undefined;
}

/**
 * Compares a stack with what exists in Personalize, both ways. The names of the findings are `outside` for what no resource of the
 * stack holds, `gone` for what the stack has and what does not exist or serve, `changed` for other differences, and `deployed` if
 * there is no difference.
 */
export function compareStack(compared: Compared): NamedFinding[] {
  const { stack, contents } = compared;
  const { found, denied } = contents;
  const pairs = stack.held.flatMap((held) => {
    const all = found[held.kind];
    return all === undefined ? [] : [{ held, found: all.find((one) => isHeldBy(one, held)) }];
  });
  const findings = [
    ...named('outside', outside(compared)),
    ...named(
      'gone',
      pairs.flatMap((pair) => gone(pair, pairs)),
    ),
    ...pairs.flatMap((pair) =>
      pair.found && !isBeingDeleted(pair.found) ? differences(pair.held, pair.found, compared) : [],
    ),
  ];
  const unread = named(
    'deployed',
    denied.map((action) =>
      warning(
        `The stack could not be compared with all that exists: ${action} is denied.`,
        `Grant ${action}.`,
      ),
    ),
  );
  if (findings.length > 0 || unread.length > 0) return [...findings, ...unread];
  const counts = (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const count = stack.held.filter((held) => held.kind === kind).length;
    return count === 0 ? [] : [countInWords(count, nounOf(kind))];
  });
  return named('deployed', [
    ok(
      `Personalize has what the stack has, and nothing else in its dataset groups: ${counts.join(', ')}. Status, rates, options, ` +
        'schedules, columns and tags are those of the template.',
    ),
  ]);
}

/** What the stack has and what is gone or will not serve; of a dataset group or solution that is gone, only itself. */
function gone({ held, found }: Pair, pairs: readonly Pair[]): Finding[] {
  const { kind, logicalId, properties } = held;
  const what = `The ${nounOf(kind)} ${nameOf(held)} of the stack (${logicalId})`;
  if (found && found.status !== 'CREATE FAILED' && !isBeingDeleted(found)) return [];
  if (found && isSettling(found))
    return [problem(`${what} is being deleted.`, `When it is gone: ${KINDS[kind].again}`)];
  if (found)
    return [
      problem(
        `${what} is ${found.status}.`,
        `${KINDS[kind].again} Before that, delete it: ${deletion(found)}`,
      ),
    ];
  const parents = [properties.DatasetGroupArn, properties.SolutionArn];
  const isParentGone = pairs.some((pair) => pair.found === undefined && parents.includes(pair.held.id));
  return isParentGone ? [] : [problem(`${what} is gone.`, KINDS[kind].again)];
}

const nameOf = ({ id, properties: { Name } }: Held): string => (typeof Name === 'string' ? Name : id);
