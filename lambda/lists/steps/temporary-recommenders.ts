import {
  DeleteRecommenderCommand,
  DescribeRecommenderCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-personalize';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { tagList } from '../../shop/resources/change-tags';
import type { WaitingFor } from '../../shop/resources/lifecycle';
import { isNewerThan, ownerTags, UNSEEN_MINUTES } from '../../shop/resources/ownership';
import {
  CREATE_FAILED,
  isBeingDeleted,
  isInTransition,
  unlessGone,
  type PersonalizeApi,
} from '../../shop/resources/personalize-api';
import { createRecommender } from '../../shop/recommender/recommender-config';

/** Recommenders that exist only while lists are made. They are found by name, and a tag distinguishes them from live ones. */
export interface TemporaryRecommenders {
  /**
   * One step towards an ACTIVE recommender for a run. A recommender that another run left behind is deleted and
   * re-created. A live one, which the stack is about to delete, is used unchanged.
   *
   * @throws Error if the recommender will not become ACTIVE, or has another owner
   */
  ensure(properties: RecommenderProperties, run: string): Promise<WaitingFor>;
  /** One step of the deletion; complete once the deletion has begun. Live recommenders and those of other owners are kept. */
  release(recommenderArn: string): Promise<WaitingFor>;
}

interface Seen {
  readonly status: string;
  readonly failureReason?: string;
  readonly createdMs: number;
  /** Absent while the tags of a new recommender cannot be read yet. */
  readonly tags?: ReadonlyMap<string, string>;
}

/** ARN of a recommender by name, in the account and region of its dataset group. */
const recommenderArnOf = ({
  Name,
  DatasetGroupArn,
}: Pick<RecommenderProperties, 'Name' | 'DatasetGroupArn'>): string =>
  DatasetGroupArn.replace(/:dataset-group\/.*$/, `:recommender/${Name}`);

/** @param now milliseconds since 1970 */
export function temporaryRecommenders(
  client: PersonalizeApi,
  stackId: string,
  now: () => number,
): TemporaryRecommenders {
  return {
    async ensure(properties, run) {
      const arn = recommenderArnOf(properties);
      const found = await look(client, arn, now());
      if (!found) {
        const tags = [...ownerTags(stackId), ...tagList({ ...properties.Tags, [LISTS_TAG]: run })];
        await client.send(createRecommender(properties, tags));
        return `${arn} to be trained`;
      }
      const { status, tags } = found;
      if (isBeingDeleted(status)) return `${arn} (${status}), to re-create it`;
      if (!tags) return `the tags of ${arn} to appear`;
      if (tags.get(OWNER_TAG) !== stackId)
        throw new Error(
          `${arn} already exists and does not belong to this stack. Delete it, or deploy under another stack name.`,
        );
      if (isInTransition(status)) return `${arn} (${status})`;
      const madeBy = tags.get(LISTS_TAG);
      if (madeBy !== undefined && madeBy !== run) {
        await remove(client, arn);
        return `${arn} of the run ${madeBy} to be deleted`;
      }
      if (status === 'ACTIVE') return undefined;
      throw new Error(
        status === CREATE_FAILED
          ? `training of ${arn} failed: ${found.failureReason ?? 'no reason given'}`
          : `${arn} is ${status}: start it with "aws personalize start-recommender --recommender-arn ${arn}"`,
      );
    },

    async release(arn) {
      const found = await look(client, arn, now());
      if (!found || isBeingDeleted(found.status)) return undefined;
      if (!found.tags) return `the tags of ${arn} to appear, to delete it`;
      const isOurs = found.tags.get(OWNER_TAG) === stackId && found.tags.has(LISTS_TAG);
      if (!isOurs) return undefined;
      if (isInTransition(found.status)) return `${arn} (${found.status}), to delete it`;
      await remove(client, arn);
      const left = await look(client, arn, now());
      return left && !isBeingDeleted(left.status) ? `${arn} (${left.status}) to be deleted` : undefined;
    },
  };
}

async function look(client: PersonalizeApi, arn: string, nowMs: number): Promise<Seen | undefined> {
  const answer = await unlessGone(client.send(new DescribeRecommenderCommand({ recommenderArn: arn })));
  if (!answer?.recommender) return undefined;
  const { status = '', failureReason, creationDateTime } = answer.recommender;
  const tagged = await unlessGone(client.send(new ListTagsForResourceCommand({ resourceArn: arn })));
  const tags = new Map(tagged?.tags?.map(({ tagKey = '', tagValue = '' }) => [tagKey, tagValue]));
  const createdMs = Number(creationDateTime ?? 0);
  const mayBeUnseen = isNewerThan(UNSEEN_MINUTES, { createdMs }, nowMs);
  return { status, failureReason, createdMs, ...((tags.has(OWNER_TAG) || !mayBeUnseen) && { tags }) };
}

async function remove(client: PersonalizeApi, recommenderArn: string): Promise<void> {
  await unlessGone(client.send(new DeleteRecommenderCommand({ recommenderArn })));
}
