import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { ok, problem, warning, type Finding, type NamedFinding } from '../../check';
import {
  deletion,
  isBeingDeleted,
  isSettling,
  named,
  nounOf,
  type Compared,
  campaignIdleUsd,
  monthly,
  rateOf,
  recommenderMonthly,
  tagging,
} from './compared';
import type { Held } from './deployed-stack';
import { differences } from './differences';
import { isHeldBy } from './is-held-by';
import type { Found } from './personalize-contents';
import { KINDS, type Kind } from './personalize-kinds';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';

/** A resource of the stack, and the corresponding resource that exists. */
interface Pair {
  readonly held: Held;
  readonly found: Found | undefined;
}

/**
 * Compares a stack with what exists in Personalize, in both directions. The findings are named `outside` for
 * resources that the stack does not have, `gone` for resources of the stack that do not exist or do not serve,
 * `changed` for other differences, and `deployed` if there is no difference.
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

/** Resources of the stack that are gone or will not serve. If a dataset group or solution is gone, only that is reported. */
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

/** Resources that exist but that the stack does not have. They are a problem if they are billed. */
function outside(compared: Compared): Finding[] {
  const { stack, contents } = compared;
  const attached = new Set(contents.found.dataset?.map(({ schemaName }) => schemaName));
  const isExpected = (found: Found): boolean =>
    isBeingDeleted(found) ||
    stack.nativeIds.has(found.arn) ||
    stack.held.some((held) => isHeldBy(found, held)) ||
    isOfRun(found, compared) ||
    (found.kind === 'schema' && attached.has(found.name));
  return Object.values(contents.found)
    .flat()
    .filter((found) => !isExpected(found))
    .map((found) => outsideFinding(found, compared));
}

/**
 * Hours after which a run of lists has deleted its temporary recommenders: some hours for their training, and a day
 * for asking them.
 */
const RUN_HOURS = 36;

const isOfRun = ({ tags, createdMs }: Found, { nowMs }: Compared): boolean =>
  tags?.[LISTS_TAG] !== undefined && nowMs - createdMs < RUN_HOURS * 3_600_000;

function outsideFinding(found: Found, compared: Compared): Finding {
  const { kind, arn, name, groupArn, tags } = found;
  const { stack, ourNames } = compared;
  const { isBilled, says } = priceOf(found, compared);
  const owner = tags?.[OWNER_TAG];
  const isOurs = owner === stack.stackId;
  const isInLiveGroup = stack.held.some((held) => held.kind === 'dataset-group' && held.id === groupArn);
  const isFromRun = tags?.[LISTS_TAG] !== undefined;
  const whose = isFromRun
    ? ' A run of the lists has left it.'
    : owner === undefined || isOurs
      ? ''
      : ` According to its tag "${OWNER_TAG}" it belongs to ${owner}.`;
  const { adopted } = KINDS[kind];
  const isAdoptable = isOurs || (owner === undefined && ourNames.has(name));
  const tagFirst = isOurs ? '' : `tag it (${tagging(arn, [[OWNER_TAG, stack.stackId]])}), then `;
  const adoption =
    adopted !== undefined && isAdoptable && isInLiveGroup && !isFromRun
      ? `To take it back, ${tagFirst}${adopted}. `
      : '';
  const removal =
    kind === 'dataset' && isInLiveGroup
      ? 'It may hold personal data. Personalize cannot delete it while the shop is live; it is deleted with the stack.'
      : `Delete it unless you need it: ${deletion(found)}`;
  return (isBilled ? problem : warning)(
    `The ${nounOf(kind)} ${arn} is not in the stack${says}.${whose}`,
    `${adoption}${removal}`,
  );
}

function priceOf(
  { kind, status, config, rate = DEFAULT_REQUESTS_PER_SECOND, recipe, schedule }: Found,
  compared: Compared,
): { readonly isBilled: boolean; readonly says: string } {
  const isServing = status !== 'INACTIVE' && status !== 'CREATE FAILED';
  if (kind === 'recommender')
    return isServing
      ? { isBilled: true, says: ` and costs ${recommenderMonthly(rateOf(config), compared)}` }
      : { isBilled: false, says: ` and costs nothing while it is ${status}` };
  if (kind === 'campaign' && isServing)
    return recipe?.endsWith('/aws-personalized-ranking-v2')
      ? { isBilled: true, says: ` and costs ${monthly(campaignIdleUsd(rate))}` }
      : { isBilled: true, says: ` and is billed for ${countInWords(rate, 'request')} a second, used or not` };
  if (kind === 'solution' && typeof schedule === 'string')
    return { isBilled: true, says: ` and is billed for trainings at ${schedule}` };
  return { isBilled: false, says: '' };
}
