import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { problem, warning, type Finding } from '../../check';
import {
  campaignIdleUsd,
  deletion,
  isBeingDeleted,
  monthly,
  nounOf,
  rateOf,
  recommenderMonthly,
  tagging,
  type Compared,
} from './compared';
import { isHeldBy } from './is-held-by';
import type { Found } from './personalize-contents';
import { KINDS } from './personalize-kinds';

/** What exists and no resource of the stack holds. What is billed is a problem. */
export function outside(compared: Compared): Finding[] {
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

/** Hours after which a run of lists has deleted its temporary recommenders: some for their training, and a day for asking them. */
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
