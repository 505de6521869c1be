import type { Interactions } from '@ecommerce-recommenders/models/interactions';

const MIN_INTERACTIONS = 1000;
const MIN_USERS = 25;
const MIN_SHARE_OF_USERS = 0.01;

/**
 * Describes what data a training lacks, in the service's words where published.
 *
 * @param learnsFrom - event type of which there must be enough; any if undefined
 * @see https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-use-cases.html
 * @see https://docs.aws.amazon.com/personalize/latest/dg/error-messages.html
 */
export function shortageOf(interactions: Interactions | undefined, learnsFrom?: string): string | undefined {
  if (countEvents(interactions, learnsFrom) < MIN_INTERACTIONS)
    return learnsFrom === undefined
      ? `Dataset has fewer than ${MIN_INTERACTIONS} interactions`
      : `Dataset has fewer than ${MIN_INTERACTIONS} interactions after filtering by event type: ${learnsFrom}`;
  const { returning, all } = countUsers(interactions);
  if (returning < MIN_USERS)
    return `Create failed. Dataset has fewer than ${MIN_USERS} users with at least 2 interactions each.`;
  if (returning < MIN_SHARE_OF_USERS * all)
    return `Create failed. Of ${all} users in the dataset, ${returning} have at least 2 interactions each; at least 1% must.`;
  return undefined;
}

function countEvents(interactions: Interactions | undefined, learnsFrom: string | undefined): number {
  if (!interactions) return 0;
  const { eventTypes, events } = interactions;
  if (learnsFrom === undefined) return events.length;
  const counts = eventTypes.map((type) => type.toLowerCase() === learnsFrom.toLowerCase());
  return events.reduce((total, event) => total + (counts[event] ? 1 : 0), 0);
}

function countUsers(interactions: Interactions | undefined): { returning: number; all: number } {
  if (!interactions) return { returning: 0, all: 0 };
  const rows = new Uint32Array(interactions.userIds.length);
  for (const user of interactions.users) rows[user]++;
  return { returning: rows.filter((count) => count >= 2).length, all: rows.length };
}
